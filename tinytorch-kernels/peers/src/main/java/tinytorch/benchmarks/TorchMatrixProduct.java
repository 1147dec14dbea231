package tinytorch.benchmarks;

import ai.djl.ndarray.NDArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** {@code torch.matmul}, of matrices and of stacks of them. */
public class TorchMatrixProduct extends Torch {
    /** Said by the benchmark, as in {@link MatrixProduct}. */
    @Param("")
    public String shape;

    private NDArray a;
    private NDArray b;
    private NDArray columns;
    private double operations;

    /** Takes over the matrices. */
    @Setup
    public void make() {
        MatrixProduct ours = new MatrixProduct();
        ours.shape = shape;
        ours.make();
        operations = ours.operations;
        a = of(ours.a);
        b = of(ours.b);
        NDArray stored = of(ours.b.transpose());
        columns = stored.swapAxes(stored.getShape().dimension() - 2, stored.getShape().dimension() - 1);
        if (Peers.checking()) {
            same("matmul", ours.a.matmul(ours.b), a.matMul(b));
            same("matmulTransposed", ours.a.matmul(ours.columns), a.matMul(columns));
        }
    }

    /** {@code a @ b} */
    @Benchmark
    public void matmul(Flops work) {
        work.flops += operations;
        a.matMul(b).close();
    }

    /** {@code a @ b} with b stored transposed. */
    @Benchmark
    public void matmulTransposed(Flops work) {
        work.flops += operations;
        a.matMul(columns).close();
    }
}
