package tinytorch.kernels.ladder;

/**
 * A rung that takes matrices as tensors have them: parts of larger ones, and transposed ones. It can serve as the matrix product of a framework.
 */
public interface StridedProduct extends MatrixProduct {

    /**
     * Writes the product of {@code a} (m, k) and {@code b} (k, n) to {@code out}: element (i, j) to {@code outAt + i * outRow + j}. What was there is
     * overwritten, and nothing between the rows is touched.
     */
    void multiply(int m, int n, int k, Strided a, Strided b, float[] out, int outAt, int outRow);

    @Override
    default void multiply(int m, int n, int k, float[] a, float[] b, float[] out) {
        multiply(m, n, k, Strided.contiguous(a, k), Strided.contiguous(b, n), out, 0, n);
    }
}
