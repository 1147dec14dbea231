package tinytorch.text.attention;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import tinytorch.tensor.Tensor;

/** Attention in plain loops and double precision. Shares no code with the library. */
final class Reference {
    private Reference() {
    }

    static double[] doubles(Tensor tensor) {
        float[] values = tensor.toArray();
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /** Random weights for outputs, so that a gradient can be compared as one number a place. */
    static double[] cotangent(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, n).mapToDouble(i -> (float) random.nextDouble(-1, 1)).toArray();
    }

    /** Softmax of every row of {@code keys} numbers over those allowed, which are counted round and round; a row without any is 0. */
    static double[] softmax(double[] x, int keys, double[] allowed) {
        double[] out = new double[x.length];
        for (int row = 0; row < x.length; row += keys) {
            double sum = 0;
            for (int j = row; j < row + keys; j++) {
                out[j] = allowed == null || allowed[j % allowed.length] != 0 ? Math.exp(x[j]) : 0;
                sum += out[j];
            }
            for (int j = row; j < row + keys && sum > 0; j++) {
                out[j] /= sum;
            }
        }
        return out;
    }

    /** What query i of all scores with the keys, divided by the root of d; -infinity for those it does not see. */
    private static double[] scores(double[] q, double[] k, int i, int t, int s, int d, boolean causal) {
        double[] scores = new double[s];
        for (int j = 0; j < s; j++) {
            for (int p = 0; p < d; p++) {
                scores[j] += q[i * d + p] * k[(i / t * s + j) * d + p] / Math.sqrt(d);
            }
            scores[j] = causal && j > s - t + i % t ? Double.NEGATIVE_INFINITY : scores[j];
        }
        return scores;
    }

    /** ln sum exp(x); +infinity if there is nothing but -infinity. */
    private static double logSum(double[] x) {
        double max = Arrays.stream(x).max().orElse(Double.NEGATIVE_INFINITY);
        return max == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : max + Math.log(Arrays.stream(x).map(v -> Math.exp(v - max)).sum());
    }

    /** The logarithm of the sum of exp(score) of every query; +infinity for one that sees nothing but -infinity. */
    static float[] logSums(double[] q, double[] k, int n, int t, int s, int d, boolean causal) {
        float[] out = new float[n * t];
        for (int i = 0; i < n * t; i++) {
            out[i] = (float) logSum(scores(q, k, i, t, s, d, causal));
        }
        return out;
    }

    /** q (n, t, d), k (n, s, d), v (n, s, e) give (n, t, e); causal: query i sees the keys up to s - t + i. */
    static double[] attend(double[] q, double[] k, double[] v, int n, int t, int s, int d, int e, boolean causal) {
        double[] out = new double[n * t * e];
        for (int i = 0; i < n * t; i++) {
            double[] scores = scores(q, k, i, t, s, d, causal);
            double log = logSum(scores);
            for (int j = 0; j < s; j++) {
                for (int p = 0; p < e; p++) {
                    out[i * e + p] += Math.exp(scores[j] - log) * v[(i / t * s + j) * e + p];
                }
            }
        }
        return out;
    }
}
