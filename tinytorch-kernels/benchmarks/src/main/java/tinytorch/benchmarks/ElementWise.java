package tinytorch.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import tinytorch.nn.activation.GELU;
import tinytorch.tensor.Tensor;

/** Operations on every number by itself. Where they are larger than the caches, memory decides, so they are counted in bytes. */
public class ElementWise extends Bench {
    /** How many numbers. */
    @Param({"65536", "16777216"})
    public int size;

    Tensor a;
    Tensor b;

    /** Makes the two operands. */
    @Setup
    public void make() {
        a = randn(size);
        b = randn(size);
    }

    /** Reads two arrays and writes one. */
    @Benchmark
    public float add(Bytes work) {
        work.bytes += 12.0 * size;
        return recycled(() -> a.add(b));
    }

    /** Reads one and writes one. */
    @Benchmark
    public float exp(Bytes work) {
        work.bytes += 8.0 * size;
        return recycled(() -> a.exp());
    }

    /** A chain of five operations: fused, it reads one array and writes one. */
    @Benchmark
    public float gelu(Bytes work) {
        work.bytes += 8.0 * size;
        return recycled(() -> Tensor.apply(new GELU(), a));
    }

    /** Reads one. */
    @Benchmark
    public float sum(Bytes work) {
        work.bytes += 4.0 * size;
        return recycled(() -> a.sum());
    }
}
