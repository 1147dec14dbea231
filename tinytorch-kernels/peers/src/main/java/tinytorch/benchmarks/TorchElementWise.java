package tinytorch.benchmarks;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import tinytorch.nn.activation.GELU;
import tinytorch.tensor.Tensor;

/**
 * {@code torch.add}, {@code exp}, {@code nn.functional.gelu} and {@code sum}. Both give the memory of a result back at once: ours to its pool, libtorch to the C library,
 * which gives a large one back to the system. So each large result of libtorch begins on pages that have to be mapped and zeroed: so it is for a user of PyTorch too.
 */
public class TorchElementWise extends Torch {
    /** Said by the benchmark, as in {@link ElementWise}. */
    @Param("0")
    public int size;

    private PtNDArray a;
    private PtNDArray b;

    /** Takes over the operands. */
    @Setup
    public void make() {
        ElementWise ours = new ElementWise();
        ours.size = size;
        ours.make();
        a = of(ours.a);
        b = of(ours.b);
        if (Peers.checking()) {
            same("add", ours.a.add(ours.b), a.add(b));
            same("exp", ours.a.exp(), a.exp());
            same("gelu", Tensor.apply(new GELU(), ours.a), JniUtils.gelu(a));
            same("sum", ours.a.sum(), a.sum());
        }
    }

    /** {@code a + b} */
    @Benchmark
    public void add(Bytes work) {
        work.bytes += 12.0 * size;
        a.add(b).close();
    }

    /** {@code a.exp()} */
    @Benchmark
    public void exp(Bytes work) {
        work.bytes += 8.0 * size;
        a.exp().close();
    }

    /** {@code gelu(a)}, exact: one operation of libtorch. */
    @Benchmark
    public void gelu(Bytes work) {
        work.bytes += 8.0 * size;
        JniUtils.gelu(a).close();
    }

    /** {@code a.sum()} */
    @Benchmark
    public void sum(Bytes work) {
        work.bytes += 4.0 * size;
        a.sum().close();
    }
}
