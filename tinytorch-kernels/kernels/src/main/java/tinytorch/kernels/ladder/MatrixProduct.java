package tinytorch.kernels.ladder;

/**
 * A rung of the ladder: one way to compute a matrix product. All rungs compute the same numbers, but for rounding; they differ in the order in which
 * they touch memory and in how many numbers an instruction works on.
 *
 * <pre>
 * out[i, j] = sum over p of a[i, p] * b[p, j]          a (m, k)     b (k, n)     out (m, n)
 * </pre>
 *
 * <p>All three matrices are contiguous in row-major order and begin at index 0: {@code a[i, p]} is at {@code a[i * k + p]}, {@code b[p, j]} at
 * {@code b[p * n + j]}, {@code out[i, j]} at {@code out[i * n + j]}. Arrays may be longer than their matrix. What {@code out} held before is
 * overwritten; what lies behind the matrix is not touched. Each of m, n and k may be 0; with k = 0 every sum is empty, so every number of
 * {@code out} is 0. Nothing is checked, as in all kernels: the operations above them have done that once.
 *
 * <p>Worked example, m = 2, n = 2, k = 3:
 *
 * <pre>
 * 1 2 3     1 2      1*1 + 2*3 + 3*5   1*2 + 2*4 + 3*6     22 28
 * 4 5 6  x  3 4   =  4*1 + 5*3 + 6*5   4*2 + 5*4 + 6*6  =  49 64
 *           5 6
 * </pre>
 */
public interface MatrixProduct {

    /** Writes the product of {@code a} (m, k) and {@code b} (k, n) to {@code out} (m, n). */
    void multiply(int m, int n, int k, float[] a, float[] b, float[] out);
}
