package tinytorch.kernels.ladder;

/**
 * Rung 1: the formula, read aloud. Every number of the result is one inner product, a row of {@code a} times a column of {@code b}.
 *
 * <p>It is slow for two reasons. Going down a column of {@code b} takes a new cache line for every number, and uses 4 of its 64 bytes. And every addition
 * waits for the one before, four cycles, as all of them go into the same sum.
 */
public final class NaiveProduct implements MatrixProduct {

    /**
     * The product by three loops in the order i, j, p: for every number of {@code out} a sum over p, kept in a local variable ({@code float}, as on all rungs) and
     * written once.
     *
     * <p>Worked example: {@code [1 2] x [3; 4]} (m = n = 1, k = 2) is 1 * 3 + 2 * 4 = 11.
     */
    @Override
    public void multiply(int m, int n, int k, float[] a, float[] b, float[] out) {
        // tito:begin kernels.naive
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += a[i * k + p] * b[p * n + j];
                }
                out[i * n + j] = sum;
            }
        }
        // tito:end
    }
}
