package tinytorch.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tinytorch.kernels.lab.PeakLoop;
import tinytorch.kernels.width.VectorWidth;

/**
 * What this machine can do at most: multiply-adds that don't wait for one another, and an array read and written. The other benchmarks are told as parts of
 * this, measured in the same run with as many threads.
 */
@State(Scope.Thread)
public class Peak {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.FLOATS;
    private static final int ROUNDS = 10_000;

    /** Numbers in an array. */
    @Param({"65536", "16777216"})
    public int size;

    private float[] from;
    private float[] to;

    /** Makes the arrays. */
    @Setup
    public void make() {
        from = new float[size];
        to = new float[size];
    }

    /** Multiply-adds in registers. */
    @Benchmark
    public float multiplyAdd(Flops work) {
        work.flops += PeakLoop.flops(ROUNDS);
        return PeakLoop.run(ROUNDS);
    }

    /** {@code to = 2 from + to}: reads two arrays and writes one of them. */
    @Benchmark
    public float[] triad(Bytes work) {
        FloatVector factor = FloatVector.broadcast(SPECIES, 2);
        for (int i = 0; i < size; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, from, i).fma(factor, FloatVector.fromArray(SPECIES, to, i)).intoArray(to, i);
        }
        work.bytes += 12.0 * size;
        return to;
    }
}
