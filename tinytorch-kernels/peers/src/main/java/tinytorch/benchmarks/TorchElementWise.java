package tinytorch.benchmarks;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * {@code torch.add}, {@code exp}, {@code nn.functional.gelu} and {@code sum}. The C library gives memory of this size back to the system when a result is
 * closed, so each large result of libtorch begins on pages that have to be mapped and zeroed: so it is for a user of PyTorch too.
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
            same("add", ours.add(new Bytes()), a.add(b));
            same("exp", ours.exp(new Bytes()), a.exp());
            same("gelu", ours.gelu(new Bytes()), JniUtils.gelu(a));
            same("sum", ours.sum(new Bytes()), a.sum());
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
