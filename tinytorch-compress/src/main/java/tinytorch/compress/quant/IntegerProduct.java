package tinytorch.compress.quant;

import java.util.Arrays;

/**
 * The product of two matrices of bytes, {@code out[i, j] = sum_p a[i, p] * b[j, p]}, in 32-bit whole numbers: exact, whatever the order of the sum. The bytes stand for numbers by their scales and
 * zero points, and so does the result:
 *
 * <pre>
 * sum_p (a[i, p] - zero_a) scale_a * b[j, p] scale_b = scale_a scale_b (sum_p a[i, p] b[j, p]  -  zero_a sum_p b[j, p])
 * </pre>
 *
 * <p>The last sum belongs to b alone, so for a weight it is known before there is any input. b has no zero point of its own: weights are quantised symmetrically, or
 * there would be three such corrections. (Jacob et al., 2018, section 2.3.)
 */
final class IntegerProduct {
    /** k products of 128 * 128 must fit into an int. */
    static final int DEEPEST = (1 << 17) - 1;

    private IntegerProduct() {
    }

    /**
     * {@code out[i, j] = sum_p a[i, p] * b[j, p]} for matrices (m, k) and (n, k), in three plain loops: what the fast ones must give.
     *
     * <p>A {@code byte} times a {@code byte} is an {@code int} in Java: nothing is cut off.
     *
     * <p>Worked example: {@code a = [[100, -128]]}, {@code b = [[3, 4], [-127, 127]]}: {@code [[300 - 512, -12700 - 16256]] = [[-212, -28956]]}.
     */
    static void plain(int m, int n, int k, byte[] a, byte[] b, int[] out) {
        // tito:begin compress.product
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += a[i * k + p] * b[j * k + p];
                }
                out[i * n + j] = sum;
            }
        }
        // tito:end
    }

    /**
     * From sums of products to the numbers they stand for, for one row: {@code out[j] = (sums[j] - zero * bSums[j]) * (scale * scales[j]) + bias[j]}.
     *
     * <p>Worked example: sum 300, zero point 10 and bSum 7 leave 230; with scales 0.5 and 0.01 that is 1.15; bias 1 makes 2.15.
     *
     * @param left   scale and zero point of a
     * @param bSums  the sum of b's row j
     * @param scales of b's row j
     * @param bias   of column j
     */
    static void rescale(int count, int[] sums, int at, QuantParameters left, int[] bSums, float[] scales, float[] bias, int bAt, float[] out, int outAt) {
        int zero = left.zero();
        float scale = left.scale();
        // tito:begin compress.product
        for (int j = 0; j < count; j++) {
            out[outAt + j] = (sums[at + j] - zero * bSums[bAt + j]) * (scale * scales[bAt + j]) + bias[bAt + j];
        }
        // tito:end
    }

    /**
     * The sums of some rows of a and one panel: {@code out[i, j]} at {@code i * width + j}, where row {@code from} is the first.
     *
     * <p>Few rows go one by one through {@link ByteKernel#row}. Many go through {@link ByteKernel#tile}, {@link ByteKernel#TILE} at a time. That takes at most
     * {@link ByteKernel#EXACT} numbers of each row at once, so a long row is cut, and the sums of its pieces are added as {@code int}s: {@code out} begins as zeros.
     *
     * @param from  the first row, of many rows a multiple of {@link ByteKernel#TILE}
     * @param to    behind the last, at most {@link Rows#padded}
     * @param panel of a right operand as deep as the rows are
     * @param at    where it begins
     */
    static void panel(ByteKernel kernel, Rows a, int from, int to, byte[] panel, int at, int[] out) {
        int width = kernel.width();
        int depth = a.depth();
        if (a.few()) {
            for (int i = from; i < to; i++) {
                kernel.row(depth, a.shorts(), i * depth, panel, at, out, (i - from) * width);
            }
            return;
        }
        float[] sums = new float[ByteKernel.TILE * width];
        // tito:begin compress.tile
        Arrays.fill(out, 0, (to - from) * width, 0);
        for (int p = 0; p < depth; p += ByteKernel.EXACT) {
            int k = Math.min(ByteKernel.EXACT, depth - p);
            for (int i = from; i < to; i += ByteKernel.TILE) {
                kernel.tile(k, a.floats(), i * depth + p, depth, panel, at + p * width, sums);
                for (int j = 0; j < sums.length; j++) {
                    out[(i - from) * width + j] += (int) sums[j];
                }
            }
        }
        // tito:end
    }
}
