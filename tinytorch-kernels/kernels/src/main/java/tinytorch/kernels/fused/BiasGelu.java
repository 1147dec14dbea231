package tinytorch.kernels.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@code gelu(x + bias)} with a bias for each column: what follows the first product of a transformer's feed-forward layer. The form with the hyperbolic
 * tangent, {@code torch.nn.functional.gelu(x + bias, approximate="tanh")}, with which GPT-2 was trained.
 *
 * <p>With {@code u = sqrt(2 / pi) * (t + 0.044715 t^3)} it is {@code t * (1 + tanh(u)) / 2}, and that is {@code t * s} with the sigmoid
 * {@code s = 1 / (1 + exp(-2 u))}: one exponential, one quotient. (Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016.)
 *
 * <pre>
 *                                     bytes for each number
 * bias added, then seven operations   12 sweeps: 4 read and 4 written in each, 8 read where two arrays meet
 * fused                               4 read, 4 written; the bias, one row, stays in the cache
 * </pre>
 */
public final class BiasGelu {
    /** {@code -2 sqrt(2 / pi)} */
    private static final float LINEAR = (float) (-2 * Math.sqrt(2 / Math.PI));
    private static final float CUBIC = 0.044715f;

    private BiasGelu() {
    }

    /**
     * {@code out[r, j] = gelu(x[r, j] + bias[j])} for the rows {@code from} to {@code to - 1} of n numbers each. Row r begins at {@code r * n}.
     *
     * <p>Row by row: whole vectors through {@link #gelu}, then one more under a mask ({@link Vectors#lanes}) for what is left.
     *
     * <p>Worked example: x = [0, 1], bias = [1, -1] give [gelu(1), gelu(0)] = [0.8412, 0].
     */
    public static void forward(int from, int to, int n, float[] x, float[] bias, float[] out) {
        // tito:begin kernels.bias-gelu
        int whole = n - n % Vectors.LANES;
        VectorMask<Float> rest = Vectors.lanes(whole, n);
        for (int row = from; row < to; row++) {
            int at = row * n;
            for (int j = 0; j < whole; j += Vectors.LANES) {
                gelu(Vectors.load(x, at + j).add(Vectors.load(bias, j))).intoArray(out, at + j);
            }
            if (whole < n) {
                gelu(Vectors.load(x, at + whole, rest).add(Vectors.load(bias, whole, rest))).intoArray(out, at + whole, rest);
            }
        }
        // tito:end
    }

    /**
     * {@code t * s} with {@code s} of {@link #sigmoid}, in every lane: {@code t / (1 + exp(-2 u))}.
     *
     * <p>A quotient and not a product with 1 / (1 + ...), so that -infinity gives -infinity / infinity = NaN, as in PyTorch.
     */
    static FloatVector gelu(FloatVector t) {
        // tito:begin kernels.bias-gelu
        return t.div(Vectors.exp(exponent(t)).add(1));
        // tito:end
    }

    /** {@code -2 u = -2 sqrt(2 / pi) * (t + 0.044715 t^3)}, as {@code t * (c + 0.044715 c t^2)} with {@code c = -2 sqrt(2 / pi)}. */
    static FloatVector exponent(FloatVector t) {
        return t.mul(t).fma(LINEAR * CUBIC, LINEAR).mul(t);
    }

    /**
     * The gradients for the same rows. With {@code t = x + bias} and {@code s = 1 / (1 + exp(-2 u))}:
     *
     * <pre>
     * dL/dx[r, j]  = g[r, j] * (s + t * s * (1 - s) * 2 u')       2 u' = 2 sqrt(2 / pi) * (1 + 3 * 0.044715 t^2)
     * dL/dbias[j]  = sum over rows of dL/dx[r, j]
     * </pre>
     *
     * <p>{@link #slope} is the bracket. The sums over rows are <em>added</em> to {@code gradBias}: a thread that works on a part of the rows has an array of its
     * own, and they are added up afterwards.
     *
     * <p>Worked example: at t = 0 the slope is s = 1/2, so g = 4 gives 2.
     *
     * @param g     dL/dout
     * @param gradX dL/dx, to be written
     */
    public static void backward(int from, int to, int n, float[] g, float[] x, float[] bias, float[] gradX, float[] gradBias) {
        // tito:begin kernels.bias-gelu-backward
        int whole = n - n % Vectors.LANES;
        VectorMask<Float> rest = Vectors.lanes(whole, n);
        for (int row = from; row < to; row++) {
            int at = row * n;
            for (int j = 0; j < whole; j += Vectors.LANES) {
                FloatVector sums = Vectors.load(gradBias, j);
                FloatVector gradient = Vectors.load(g, at + j).mul(slope(Vectors.load(x, at + j).add(Vectors.load(bias, j))));
                gradient.intoArray(gradX, at + j);
                sums.add(gradient).intoArray(gradBias, j);
            }
            if (whole < n) {
                FloatVector sums = Vectors.load(gradBias, whole, rest);
                FloatVector gradient = Vectors.load(g, at + whole, rest).mul(slope(Vectors.load(x, at + whole, rest).add(Vectors.load(bias, whole, rest))));
                gradient.intoArray(gradX, at + whole, rest);
                sums.add(gradient).intoArray(gradBias, whole, rest);
            }
        }
        // tito:end
    }

    /**
     * {@code s + t * s * (1 - s) * 2 u'} in every lane.
     *
     * <p>With {@code e = exp(-2 u)} the sigmoid is {@code s = 1 / (1 + e)}. Where e is infinite, s is 0, and so is the slope.
     */
    static FloatVector slope(FloatVector t) {
        // tito:begin kernels.bias-gelu-backward
        FloatVector one = FloatVector.broadcast(Vectors.SPECIES, 1);
        FloatVector s = one.div(Vectors.exp(exponent(t)).add(1));
        FloatVector twiceU = t.mul(t).fma(-3 * LINEAR * CUBIC, -LINEAR);
        return t.mul(twiceU).mul(s).mul(one.sub(s)).add(s);
        // tito:end
    }
}
