package tinytorch.kernels.fused;

import jdk.incubator.vector.FloatVector;

import tinytorch.kernels.width.LaneSum;

/**
 * Layer normalisation of rows, {@code torch.nn.functional.layer_norm} over the last axis: {@code y = weight * (x - mean) / sqrt(variance + eps) + bias}.
 *
 * <p>Mean and variance come from one sweep, by Welford's method, in every lane by itself. The usual "mean of squares minus square of mean" subtracts two large numbers where the
 * mean is large, and in {@code float} nothing right is left; to subtract the mean first takes another sweep. (Welford, "Note on a Method for Calculating Corrected Sums of Squares
 * and Products", 1962; Chan, Golub and LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances", 1979. PyTorch's CPU kernel does the same.)
 */
public final class LayerNormSweep {
    private LayerNormSweep() {
    }

    /**
     * Writes the mean of the n numbers that begin at {@code x[at]} to {@code result[0]}, and the sum of their squared deviations from it to {@code result[1]}.
     *
     * <p>Welford: with the k-th number x, from k = 1 on,
     *
     * <pre>
     * d    = x - mean
     * mean = mean + d / k
     * sum  = sum + d * (x - mean)          with the new mean
     * </pre>
     *
     * <p>Each lane has a mean and a sum of its own, of k numbers each after k vectors. Chan brings lanes together: the mean of all is the mean of the lanes' means, as they have
     * the same weight, and {@code sum = sum of the lanes' sums + k * sum over lanes of (its mean - mean)^2}. What fills no vector is added to that number by number, by
     * Welford again.
     *
     * <p>Worked example, one lane: [1, 3, 8]: mean 1, sum 0; then d = 2, mean 2, sum 2 * 1 = 2; then d = 6, mean 4, sum 2 + 6 * 4 = 26 = 9 + 1 + 16.
     */
    public static void statistics(int n, float[] x, int at, float[] result) {
        // tito:begin kernels.layer-norm
        FloatVector means = FloatVector.zero(Vectors.SPECIES);
        FloatVector sums = means;
        int count = 0;
        for (; count + Vectors.LANES <= n; count += Vectors.LANES) {
            FloatVector v = Vectors.load(x, at + count);
            FloatVector d = v.sub(means);
            means = means.add(d.mul((float) Vectors.LANES / (count + Vectors.LANES)));
            sums = d.fma(v.sub(means), sums);
        }
        float mean = LaneSum.of(means) / Vectors.LANES;
        FloatVector apart = means.sub(mean);
        float sum = LaneSum.of(sums) + LaneSum.of(apart.mul(apart)) * (count / Vectors.LANES);
        for (; count < n; count++) {
            float d = x[at + count] - mean;
            mean += d / (count + 1);
            sum += d * (x[at + count] - mean);
        }
        result[0] = mean;
        result[1] = sum;
        // tito:end
    }

    /** {@code 1 / sqrt(variance + eps)}; the variance is the mean of the squared deviations: divided by n, not n - 1. */
    static float factor(int n, float sum, double eps) {
        return (float) (1 / Math.sqrt((double) sum / n + eps));
    }

    /**
     * {@code out[r, j] = weight[j] * (x[r, j] - mean) * factor + bias[j]} for the rows {@code from} to {@code to - 1} of n numbers: {@link #statistics}, then
     * {@link #factor}, then a loop that finds the row in the cache.
     *
     * <p>Worked example: the row [1, 3] has mean 2 and variance 1; weight [2, 10] and bias [0.5, 7] make it [-1.5, 17].
     */
    public static void forward(int from, int to, int n, float[] x, float[] weight, float[] bias, double eps, float[] out) {
        // tito:begin kernels.layer-norm
        int whole = n - n % Vectors.LANES;
        float[] result = new float[2];
        for (int row = from; row < to; row++) {
            int at = row * n;
            statistics(n, x, at, result);
            float mean = result[0];
            float factor = factor(n, result[1], eps);
            for (int j = 0; j < whole; j += Vectors.LANES) {
                Vectors.load(x, at + j).sub(mean).mul(factor).fma(Vectors.load(weight, j), Vectors.load(bias, j)).intoArray(out, at + j);
            }
            for (int j = whole; j < n; j++) {
                out[at + j] = Math.fma((x[at + j] - mean) * factor, weight[j], bias[j]);
            }
        }
        // tito:end
    }

    /**
     * The gradients for the same rows. With {@code xhat = (x - mean) * factor}, {@code h = g * weight}, and means over the n numbers of a row:
     *
     * <pre>
     * dL/dx        = factor * (h - mean(h) - xhat * mean(h * xhat))
     * dL/dweight   = sum over rows of g * xhat
     * dL/dbias     = sum over rows of g
     * </pre>
     *
     * <p>Row by row: {@link #statistics} and {@link #factor}; {@link #gather} goes over the row for the two means, and adds to {@code gradWeight} and {@code gradBias}; {@link #write} finds the row in the cache. xhat is computed twice: from x, in
     * a register, that is cheaper than to store it. Two methods, as the compiler counts what it puts into one, and gives up halfway if it is too much: then every vector is an object.
     *
     * <p>Worked example: x = [1, 3], weight [1, 1], g = [1, 0]: xhat = [-1, 1], mean(h) = 1/2, mean(h xhat) = -1/2, so dL/dx = [0, 0]; dL/dweight = [-1, 0], dL/dbias = [1, 0].
     *
     * @param g dL/dout
     */
    public static void backward(int from, int to, int n, float[] g, float[] x, float[] weight, double eps, float[] gradX, float[] gradWeight, float[] gradBias) {
        // tito:begin kernels.layer-norm-backward
        float[] result = new float[2];
        for (int row = from; row < to; row++) {
            statistics(n, x, row * n, result);
            float mean = result[0];
            float factor = factor(n, result[1], eps);
            gather(n, row * n, g, x, weight, mean, factor, gradWeight, gradBias, result);
            write(n, row * n, g, x, weight, mean, factor, result[0], result[1], gradX);
        }
        // tito:end
    }

    /** Adds {@code g * xhat} to {@code gradWeight} and g to {@code gradBias}; mean(h) goes to {@code result[0]}, mean(h * xhat) to {@code result[1]}. */
    private static void gather(int n, int at, float[] g, float[] x, float[] weight, float mean, float factor, float[] gradWeight, float[] gradBias, float[] result) {
        // tito:begin kernels.layer-norm-backward
        int whole = n - n % Vectors.LANES;
        FloatVector sums = FloatVector.zero(Vectors.SPECIES);
        FloatVector products = sums;
        for (int j = 0; j < whole; j += Vectors.LANES) {
            FloatVector gradient = Vectors.load(g, at + j);
            FloatVector xhat = Vectors.load(x, at + j).sub(mean).mul(factor);
            FloatVector h = gradient.mul(Vectors.load(weight, j));
            sums = sums.add(h);
            products = h.fma(xhat, products);
            gradient.fma(xhat, Vectors.load(gradWeight, j)).intoArray(gradWeight, j);
            gradient.add(Vectors.load(gradBias, j)).intoArray(gradBias, j);
        }
        float sum = LaneSum.of(sums);
        float product = LaneSum.of(products);
        for (int j = whole; j < n; j++) {
            float xhat = (x[at + j] - mean) * factor;
            float h = g[at + j] * weight[j];
            sum += h;
            product += h * xhat;
            gradWeight[j] += g[at + j] * xhat;
            gradBias[j] += g[at + j];
        }
        result[0] = sum / n;
        result[1] = product / n;
        // tito:end
    }

    /** {@code gradX = factor * (h - shift - xhat * slope)} for a row, with {@code shift = mean(h)} and {@code slope = mean(h * xhat)}. */
    private static void write(int n, int at, float[] g, float[] x, float[] weight, float mean, float factor, float shift, float slope, float[] gradX) {
        // tito:begin kernels.layer-norm-backward
        int whole = n - n % Vectors.LANES;
        for (int j = 0; j < whole; j += Vectors.LANES) {
            FloatVector xhat = Vectors.load(x, at + j).sub(mean).mul(factor);
            FloatVector h = Vectors.load(g, at + j).mul(Vectors.load(weight, j));
            h.sub(shift).sub(xhat.mul(slope)).mul(factor).intoArray(gradX, at + j);
        }
        for (int j = whole; j < n; j++) {
            float xhat = (x[at + j] - mean) * factor;
            gradX[at + j] = factor * (g[at + j] * weight[j] - shift - xhat * slope);
        }
        // tito:end
    }
}
