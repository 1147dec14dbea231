package tinytorch.text.attention;

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

    /** q (n, t, d), k (n, s, d), v (n, s, e) give (n, t, e); causal: query i sees the keys up to s - t + i. */
    static double[] attend(double[] q, double[] k, double[] v, int n, int t, int s, int d, int e, boolean causal) {
        double[] out = new double[n * t * e];
        for (int i = 0; i < n * t; i++) {
            double[] weights = new double[s];
            double sum = 0;
            for (int j = 0; j < (causal ? s - t + i % t + 1 : s); j++) {
                double score = 0;
                for (int p = 0; p < d; p++) {
                    score += q[i * d + p] * k[(i / t * s + j) * d + p];
                }
                weights[j] = Math.exp(score / Math.sqrt(d));
                sum += weights[j];
            }
            for (int p = 0; p < e; p++) {
                for (int j = 0; j < s; j++) {
                    out[i * e + p] += weights[j] / sum * v[(i / t * s + j) * e + p];
                }
            }
        }
        return out;
    }
}
