package tinytorch.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import tinytorch.tensor.Tensor;

/** Matrix products {@code (m, k) times (k, n)}: 2 m n k operations. Square ones, tall and skinny ones, those of a GPT's layers, and stacks of small ones. */
public class MatrixProduct extends Bench {
    /** {@code m x n x k}, or {@code batch * m x n x k}. */
    @Param({"64x64x64", "128x128x128", "256x256x256", "512x512x512", "1024x1024x1024", "2048x2048x2048", "4096x16x1024", "16x4096x1024", "768x512x128",
        "1x512x512", "48*64x64x32"})
    public String shape;

    Tensor a;
    Tensor b;
    /** The numbers of b, stored column by column. */
    Tensor columns;
    double operations;

    /** Makes the two matrices. */
    @Setup
    public void make() {
        int star = shape.indexOf('*');
        int batch = star < 0 ? 1 : Integer.parseInt(shape.substring(0, star));
        String[] sizes = shape.substring(star + 1).split("x");
        int m = Integer.parseInt(sizes[0]);
        int n = Integer.parseInt(sizes[1]);
        int k = Integer.parseInt(sizes[2]);
        a = star < 0 ? randn(m, k) : randn(batch, m, k);
        b = star < 0 ? randn(k, n) : randn(batch, k, n);
        columns = b.transpose().contiguous().transpose();
        operations = 2.0 * batch * m * n * k;
    }

    /** {@code a b} */
    @Benchmark
    public float matmul(Flops work) {
        work.flops += operations;
        return recycled(() -> a.matmul(b));
    }

    /** {@code a b} with b stored transposed, as the weights of a layer are. */
    @Benchmark
    public float matmulTransposed(Flops work) {
        work.flops += operations;
        return recycled(() -> a.matmul(columns));
    }
}
