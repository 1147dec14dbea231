package tinytorch.kernels.ladder;

import java.util.Arrays;

/**
 * Rung 2: the same multiplications and additions with the two inner loops exchanged. The innermost loop now goes along a row of {@code b} and a row of
 * {@code out}, number after number as they lie in memory: a cache line is used whole, the processor foresees the next one, and the additions of a row
 * don't wait for one another.
 *
 * <p>The price: a row of {@code out} is read and written k times instead of once.
 */
public final class ReorderedProduct implements MatrixProduct {

    /**
     * The product by three loops in the order i, p, j. Row i of {@code out} is a sum of rows of {@code b}, each times one number of {@code a}:
     *
     * <pre>
     * out[i, :] = a[i, 0] * b[0, :] + a[i, 1] * b[1, :] + ... + a[i, k-1] * b[k-1, :]
     * </pre>
     *
     * The row starts at 0, whatever it held before.
     *
     * <p>Worked example: {@code a = [2 3]}, {@code b} = rows {@code 1 10} and {@code 5 50}. After p = 0 the row of {@code out} is 2 20, after p = 1 it is 17 170.
     */
    @Override
    public void multiply(int m, int n, int k, float[] a, float[] b, float[] out) {
        // tito:begin kernels.order
        for (int i = 0; i < m; i++) {
            Arrays.fill(out, i * n, (i + 1) * n, 0);
            for (int p = 0; p < k; p++) {
                float x = a[i * k + p];
                for (int j = 0; j < n; j++) {
                    out[i * n + j] += x * b[p * n + j];
                }
            }
        }
        // tito:end
    }
}
