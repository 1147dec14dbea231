package tinytorch.kernels.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Softmax of rows, {@code torch.softmax(x, -1)}, whose largest number and sum of exponentials are found in the same sweep: the sum is kept relative to the largest number
 * so far, and rescaled when a larger one comes. (Milakov and Gimelshein, "Online normalizer calculation for softmax", 2018; FlashAttention is built on it.)
 *
 * <pre>
 *                                     bytes for each number
 * maximum, minus, exp, sum, divide    4 + 8 + 8 + 4 + 8 = 32
 * fused                               4 read, 4 written: the second reading of a row finds it in the cache
 * </pre>
 */
public final class OnlineSoftmax {
    /** The largest number of no numbers. Not -infinity, as (-infinity) - (-infinity) would be NaN. */
    private static final float NONE = -Float.MAX_VALUE;

    private OnlineSoftmax() {
    }

    /**
     * Writes {@code m = max_j x[at + j]} to {@code result[0]} and {@code sum_j exp(x[at + j] - m)} to {@code result[1]}, over j from 0 to n - 1, in one sweep.
     *
     * <p>Each lane has a largest number m, at first {@link #NONE}, and a sum s, at first 0. A number x changes them to
     *
     * <pre>
     * x &lt;= m:    s = s + exp(x - m)
     * x &gt; m:     s = s * exp(m - x) + 1,    m = x
     * </pre>
     *
     * <p>Both need the same exponential, {@code e = exp(-|x - m|)}: the comparison only decides which of the two factors it takes, so there is no branch. At the end
     * lanes are brought to the largest m of all: {@code s * exp(m - max m)}. Numbers that fill no vector are loaded under a mask, with -infinity beside them,
     * whose exponential is 0.
     *
     * <p>Worked example, one lane, [ln 1, ln 4, ln 2]: m = 0 and s = 1; then m = ln 4, s = 1 * 1/4 + 1 = 5/4; then s = 5/4 + 1/2 = 7/4.
     *
     * <p>Only infinities give m = NONE and s = 0; one +infinity or NaN makes s NaN.
     */
    public static void statistics(int n, float[] x, int at, float[] result) {
        // tito:begin kernels.softmax
        FloatVector largest = FloatVector.broadcast(Vectors.SPECIES, NONE);
        FloatVector sum = FloatVector.zero(Vectors.SPECIES);
        FloatVector one = FloatVector.broadcast(Vectors.SPECIES, 1);
        FloatVector nothing = FloatVector.broadcast(Vectors.SPECIES, Float.NEGATIVE_INFINITY);
        int whole = n - n % Vectors.LANES;
        for (int j = 0; j < n; j += Vectors.LANES) {
            FloatVector v = j < whole ? Vectors.load(x, at + j) : rest(x, at + j, n - j, nothing);
            FloatVector distance = v.sub(largest);
            FloatVector e = Vectors.exp(distance.abs().neg());
            VectorMask<Float> above = distance.compare(VectorOperators.GT, 0);
            sum = sum.fma(one.blend(e, above), e.blend(one, above));
            largest = largest.blend(v, above);
        }
        float max = largest.reduceLanes(VectorOperators.MAX);
        result[0] = max;
        result[1] = sum.mul(Vectors.exp(largest.sub(max))).reduceLanes(VectorOperators.ADD);
        // tito:end
    }

    /** The last {@code count} numbers of a row, and -infinity in the other lanes. */
    private static FloatVector rest(float[] x, int at, int count, FloatVector nothing) {
        VectorMask<Float> some = Vectors.lanes(0, count);
        return nothing.blend(Vectors.load(x, at, some), some);
    }

    /**
     * {@code out[r, j] = exp(x[r, j] - m) / s} for the rows {@code from} to {@code to - 1} of n numbers, with each row's {@link #statistics}.
     *
     * <p>Worked example: [ln 1, ln 4, ln 2] becomes [1/7, 4/7, 2/7]. A score of -infinity gets 0; all of them -infinity, one +infinity or one NaN make the row
     * NaN, as in PyTorch.
     */
    public static void forward(int from, int to, int n, float[] x, float[] out) {
        // tito:begin kernels.softmax
        int whole = n - n % Vectors.LANES;
        VectorMask<Float> rest = Vectors.lanes(whole, n);
        float[] result = new float[2];
        for (int row = from; row < to; row++) {
            int at = row * n;
            statistics(n, x, at, result);
            float max = result[0];
            float scale = 1 / result[1];
            for (int j = 0; j < whole; j += Vectors.LANES) {
                Vectors.exp(Vectors.load(x, at + j).sub(max)).mul(scale).intoArray(out, at + j);
            }
            if (whole < n) {
                Vectors.exp(Vectors.load(x, at + whole, rest).sub(max)).mul(scale).intoArray(out, at + whole, rest);
            }
        }
        // tito:end
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
            float sum = products.reduceLanes(VectorOperators.ADD);
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
