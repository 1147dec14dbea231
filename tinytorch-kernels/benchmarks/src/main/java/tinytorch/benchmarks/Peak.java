package tinytorch.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What this machine can do at most: multiply-adds that don't wait for one another, and an array read and written. The other benchmarks are told as parts of
 * this, measured in the same run with as many threads.
 */
@State(Scope.Thread)
public class Peak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int ROUNDS = 10_000;
    /** 64 MB an array: more than the caches hold. */
    private static final int LARGE = 1 << 24;

    private final float[] numbers = new float[SPECIES.length()];
    private final float[] from = new float[LARGE];
    private final float[] to = new float[LARGE];

    /** Ten chains: a multiply-add takes four or five cycles, and two can start in each. */
    @Benchmark
    public FloatVector multiplyAdd(Flops work) {
        FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector term = FloatVector.broadcast(SPECIES, 0.001f);
        FloatVector a = FloatVector.fromArray(SPECIES, numbers, 0);
        FloatVector b = a.add(1);
        FloatVector c = a.add(2);
        FloatVector d = a.add(3);
        FloatVector e = a.add(4);
        FloatVector f = a.add(5);
        FloatVector g = a.add(6);
        FloatVector h = a.add(7);
        FloatVector i = a.add(8);
        FloatVector j = a.add(9);
        for (int round = 0; round < ROUNDS; round++) {
            a = a.fma(factor, term);
            b = b.fma(factor, term);
            c = c.fma(factor, term);
            d = d.fma(factor, term);
            e = e.fma(factor, term);
            f = f.fma(factor, term);
            g = g.fma(factor, term);
            h = h.fma(factor, term);
            i = i.fma(factor, term);
            j = j.fma(factor, term);
        }
        work.flops += 2.0 * 10 * SPECIES.length() * ROUNDS;
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j);
    }

    /** {@code to = 2 from + to}: reads two arrays and writes one. */
    @Benchmark
    public float[] triad(Bytes work) {
        FloatVector factor = FloatVector.broadcast(SPECIES, 2);
        for (int i = 0; i < LARGE; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, from, i).fma(factor, FloatVector.fromArray(SPECIES, to, i)).intoArray(to, i);
        }
        work.bytes += 12.0 * LARGE;
        return to;
    }
}
