package tinytorch.kernels.lab;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

import tinytorch.kernels.width.VectorWidth;

/**
 * As many floating-point operations as a core can make: multiply-adds in chains, all in registers. Each takes four or five cycles, and up to two can
 * start in each cycle: with ten chains there is always one that is ready.
 */
public final class PeakLoop {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.FLOATS;
    private static final int CHAINS = 10;

    private PeakLoop() {
    }

    /** The operations of so many rounds. */
    public static double flops(int rounds) {
        return 2.0 * CHAINS * SPECIES.length() * rounds;
    }

    /** The rounds; its result has to be used, else nothing is computed. */
    public static float run(int rounds) {
        FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector term = FloatVector.broadcast(SPECIES, 0.001f);
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a.add(1);
        FloatVector c = a.add(2);
        FloatVector d = a.add(3);
        FloatVector e = a.add(4);
        FloatVector f = a.add(5);
        FloatVector g = a.add(6);
        FloatVector h = a.add(7);
        FloatVector i = a.add(8);
        FloatVector j = a.add(9);
        for (int round = 0; round < rounds; round++) {
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
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).lane(0);
    }
}
