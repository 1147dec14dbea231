package tinytorch.kernels.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

import tinytorch.kernels.width.LaneSum;

/**
 * Softmax of rows, {@code torch.softmax(x, -1)}, without knowing a row's largest number beforehand: exponentials and their sum are relative to the largest number so far, and rescaled when a
 * larger one comes. (Milakov and Gimelshein, "Online normalizer calculation for softmax", 2018; FlashAttention is built on it.)
 *
 * <pre>
 *                                     bytes for each number
 * maximum, minus, exp, sum, divide    4 + 8 + 8 + 4 + 8 = 32
 * fused                               4 read, 4 written: what is read or written again is still in the cache
 * </pre>
 *
 * <p>It goes in blocks of {@link #BLOCK} numbers, and a block has one largest number. So rescaling costs one exponential a block, and each number has only its own.
 */
public final class OnlineSoftmax {
    /** Numbers in a block: 1 KB of them, whole vectors. */
    static final int BLOCK = 256;
    /** The largest number of no numbers. Not -infinity, as (-infinity) - (-infinity) would be NaN. */
    private static final float NONE = -Float.MAX_VALUE;

    private OnlineSoftmax() {
    }

    /** {@code out[r, j] = exp(x[r, j] - m) / s} for the rows {@code from} to {@code to - 1} of n numbers; {@link #row} for each of them, with scale 1. */
    public static void forward(int from, int to, int n, float[] x, float[] out) {
        double[] result = new double[2];
        float[] largest = new float[blocks(n)];
        for (int row = from; row < to; row++) {
            row(n, x, row * n, 1, out, largest, result);
        }
    }

    /** How many blocks n numbers have. */
    public static int blocks(int n) {
        return (n + BLOCK - 1) / BLOCK;
    }

    /**
     * The softmax of the n numbers that begin at {@code x[at]}, times {@code scale}, to {@code out[at]} and behind. Block after block, with m = {@link #NONE} and s = 0 before the first:
     *
     * <pre>
     * higher = the larger of m and the block's {@link #largest}
     * s      = s * exp(m - higher) ({@link #ratio}) + the block's {@link #exponentials} relative to higher, which go to out
     * m      = higher, noted as the block's in {@code largest}
     * </pre>
     *
     * <p>At the end every block is multiplied with {@code scale * exp(its m - the last m) / s} ({@link #multiply}): that makes the same largest number of all, and the softmax.
     *
     * <p>Worked example, blocks of two numbers, [ln 1, ln 4, ln 8, ln 3]: the first block is relative to ln 4, [1/4, 1], s = 5/4. The second to ln 8, [1, 3/8], s = 5/4 * 4/8 + 11/8 = 2. Factors
     * 4/8 / 2 = 1/4 and 1/2 give [1/16, 4/16, 8/16, 3/16].
     *
     * <p>A score of -infinity gets 0; all of them -infinity, one +infinity or one NaN make the row NaN, as in PyTorch.
     *
     * @param out     may be x
     * @param largest room for a number a block
     * @param result  m goes to {@code result[0]}, s to {@code result[1]}: {@code m + log(s)} is the logarithm of the sum of exponentials
     */
    public static void row(int n, float[] x, int at, double scale, float[] out, float[] largest, double[] result) {
        // tito:begin kernels.softmax
        float max = NONE;
        double sum = 0;
        for (int block = 0; block < blocks(n); block++) {
            int start = block * BLOCK;
            int length = Math.min(BLOCK, n - start);
            float higher = Math.max(max, largest(length, x, at + start));
            sum = sum * ratio(max, higher) + exponentials(length, x, at + start, higher, out);
            max = higher;
            largest[block] = max;
        }
        for (int block = 0; block < blocks(n); block++) {
            int start = block * BLOCK;
            multiply(Math.min(BLOCK, n - start), out, at + start, (float) (scale * ratio(largest[block], max) / sum));
        }
        result[0] = max;
        result[1] = sum;
        // tito:end
    }

    /** {@code exp(m - higher)}. Mostly both are the same, or m is that of no numbers: then nothing has to be computed. */
    private static double ratio(float m, float higher) {
        return m == higher ? 1 : m == NONE ? 0 : Math.exp(m - higher);
    }

    /**
     * {@code out[at + j] = exp(x[at + j] - max)} for j from 0 to n - 1.
     *
     * <p>Numbers that fill no vector are loaded with -infinity beside them ({@link #rest}): its exponential, 0, adds nothing. No difference is above 0: {@link Vectors#expUpTo0}.
     *
     * @return the sum of what was written, gathered in a vector
     */
    static float exponentials(int n, float[] x, int at, float max, float[] out) {
        // tito:begin kernels.softmax
        FloatVector sums = FloatVector.zero(Vectors.SPECIES);
        int j = 0;
        for (; j <= n - Vectors.LANES; j += Vectors.LANES) {
            FloatVector e = Vectors.expUpTo0(Vectors.load(x, at + j).sub(max));
            e.intoArray(out, at + j);
            sums = sums.add(e);
        }
        if (j < n) {
            FloatVector e = Vectors.expUpTo0(rest(x, at + j, n - j).sub(max));
            e.intoArray(out, at + j, Vectors.lanes(j, n));
            sums = sums.add(e);
        }
        return LaneSum.of(sums);
        // tito:end
    }

    /** The largest of {@code x[at + j]}. A NaN may be passed over, which is faster: its exponential is NaN, so the sum becomes NaN anyway. */
    private static float largest(int n, float[] x, int at) {
        FloatVector largest = FloatVector.broadcast(Vectors.SPECIES, Float.NEGATIVE_INFINITY);
        int j = 0;
        for (; j <= n - Vectors.LANES; j += Vectors.LANES) {
            FloatVector v = Vectors.load(x, at + j);
            largest = largest.blend(v, v.compare(VectorOperators.GT, largest));
        }
        float result = largest.reduceLanes(VectorOperators.MAX);
        for (; j < n; j++) {
            result = Math.max(result, x[at + j]);
        }
        return result;
    }

    /** {@code x[at + j] *= factor} */
    private static void multiply(int n, float[] x, int at, float factor) {
        int j = 0;
        for (; j <= n - Vectors.LANES; j += Vectors.LANES) {
            FloatVector.fromArray(Vectors.SPECIES, x, at + j).mul(factor).intoArray(x, at + j);
        }
        for (; j < n; j++) {
            x[at + j] *= factor;
        }
    }

    /** The last {@code count} numbers of a row, and -infinity in the other lanes. */
    private static FloatVector rest(float[] x, int at, int count) {
        VectorMask<Float> some = Vectors.lanes(0, count);
        return FloatVector.broadcast(Vectors.SPECIES, Float.NEGATIVE_INFINITY).blend(Vectors.load(x, at, some), some);
    }

    /**
     * {@code gradient[r, j] = y[r, j] * (g[r, j] - sum_i g[r, i] y[r, i])}: two short loops over a row, of which the second finds it in the cache.
     *
     * <p>Worked example: y = [1/7, 4/7, 2/7], g = [7, 0, 0] have the sum 1 and give [6/7, -4/7, -2/7].
     *
     * @param g dL/dy
     * @param y the softmax
     */
    public static void backward(int from, int to, int n, float[] g, float[] y, float[] gradient) {
        // tito:begin kernels.softmax-backward
        int whole = n - n % Vectors.LANES;
        for (int row = from; row < to; row++) {
            int at = row * n;
            FloatVector products = FloatVector.zero(Vectors.SPECIES);
            for (int j = 0; j < whole; j += Vectors.LANES) {
                products = Vectors.load(g, at + j).fma(Vectors.load(y, at + j), products);
            }
            float sum = LaneSum.of(products);
            for (int j = whole; j < n; j++) {
                sum += g[at + j] * y[at + j];
            }
            for (int j = 0; j < whole; j += Vectors.LANES) {
                Vectors.load(g, at + j).sub(sum).mul(Vectors.load(y, at + j)).intoArray(gradient, at + j);
            }
            for (int j = whole; j < n; j++) {
                gradient[at + j] = (g[at + j] - sum) * y[at + j];
            }
        }
        // tito:end
    }
}
