package tinytorch.kernels.fused;

import static tinytorch.kernels.fused.Sweeps.LENGTHS;
import static tinytorch.kernels.fused.Sweeps.doubles;
import static tinytorch.kernels.fused.Sweeps.floats;
import static tinytorch.kernels.fused.Sweeps.matrix;
import static tinytorch.kernels.fused.Sweeps.random;
import static tinytorch.kernels.fused.Sweeps.rows;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;
import tinytorch.text.transformer.LayerNormalization;

@Tag("kernels.layer-norm")
class LayerNormSweepTest {
    private static final Tolerance NORMALISED = new Tolerance(2e-5, 1e-5);

    private static void statistics(String why, float[] x, int at, int n, Tolerance tolerance) {
        double mean = Arrays.stream(doubles(x, at, at + n)).sum() / n;
        double sum = Arrays.stream(doubles(x, at, at + n)).map(v -> (v - mean) * (v - mean)).sum();
        float[] result = new float[2];
        Check.call("LayerNormSweep.statistics", "n = " + n).because(why).within(tolerance).gives(() -> {
            LayerNormSweep.statistics(n, x, at, result);
            return Values.of(result, 2);
        }, Values.of(new double[] {mean, sum}, 2));
    }

    private static void gives(String why, int from, int to, int n, float[] x, float[] weight, float[] bias, double eps, double[] expected) {
        rows("LayerNormSweep.forward", why, NORMALISED, from, to, n, expected, (first, end, out) -> LayerNormSweep.forward(first, end, n, x, weight, bias, eps, out));
    }

    /** The formula in double precision. */
    static double[] normalised(double[] x, double[] weight, double[] bias, double eps) {
        int n = weight.length;
        double[] y = new double[x.length];
        for (int at = 0; at < x.length; at += n) {
            double mean = Arrays.stream(x, at, at + n).sum() / n;
            double variance = Arrays.stream(x, at, at + n).map(v -> (v - mean) * (v - mean)).sum() / n;
            for (int j = 0; j < n; j++) {
                y[at + j] = weight[j] * (x[at + j] - mean) / Math.sqrt(variance + eps) + bias[j];
            }
        }
        return y;
    }

    @Test
    void theWorkedExamples() {
        statistics("mean 4, and 9 + 1 + 16 = 26", floats(1, 3, 8), 0, 3, Tolerance.FLOAT);
        gives("mean 2, variance 1: [-1, 1], scaled and shifted", 0, 1, 2, floats(1, 3), floats(2, 10), floats(0.5, 7), 1e-12, new double[] {-1.5, 17});
        gives("variance 1 + eps 3, root 2", 0, 1, 2, floats(1, 3), floats(1, 1), floats(0, 0), 3, new double[] {-0.5, 0.5});
    }

    @Test
    void statisticsOfEveryLength() {
        for (int n : LENGTHS) {
            statistics("lanes with means of their own are brought together, and the rest is added", random(n, n + 5, 3), 5, n, new Tolerance(1e-6 * n, 1e-5));
        }
    }

    @Test
    void aLargeMeanDoesNotSwallowTheVariance() {
        for (int n : new int[] {5, 32, 70}) {
            float[] x = new float[n];
            for (int j = 0; j < n; j++) {
                x[j] = 100_000 + (j % 3);
            }
            statistics("the squares of 100,000 have no digits left for 1: squares of differences are needed", x, 0, n, new Tolerance(0.02, 0.01));
        }
    }

    @Test
    void lanesThatDifferAreApart() {
        float[] x = new float[Vectors.LANES * 3];
        for (int j = 0; j < x.length; j++) {
            x[j] = j % Vectors.LANES;
        }
        statistics("within a lane all numbers are equal: all of the variance is between the lanes", x, 0, x.length, Tolerance.FLOAT);
    }

    @Test
    void everyLengthAndRange() {
        for (int n : LENGTHS) {
            float[] x = random(n, 4 * n, 3);
            float[] weight = random(n + 1, n, 2);
            float[] bias = random(n + 2, n, 2);
            gives("each row has its own mean and variance, each column its own weight and bias", 1, 3, n, x, weight, bias, 0.01,
                    normalised(doubles(x, n, 3 * n), doubles(weight, 0, n), doubles(bias, 0, n), 0.01));
        }
    }

    @Test
    void equalNumbersBecomeTheBias() {
        float[] x = new float[21];
        Arrays.fill(x, 0.1f);
        float[] bias = random(1, 21, 1);
        gives("the variance is 0, and eps keeps 0/0 away", 0, 1, 21, x, random(2, 21, 1), bias, 1e-5, doubles(bias, 0, 21));
    }

    @Test
    void agreesWithTheLayerThatItFuses() {
        float[] x = random(1, 5 * 37, 2);
        float[] ones = new float[37];
        Arrays.fill(ones, 1);
        // The operation itself: a LayerNorm would have it from the kernels, which is this sweep again.
        Tensor y = new LayerNormalization(1e-5).forward(List.of(matrix(x, 5, 37), Tensor.ones(37), Tensor.zeros(37)));
        gives("the same as LayerNorm of module 14", 0, 5, 37, x, ones, new float[37], 1e-5, doubles(y));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Sweeps.golden("layer_norm")) {
            int[] shape = c.inputs().get(0).shape();
            gives("torch.nn.functional.layer_norm, " + c, 0, shape[0], shape[1], floats(c.inputs().get(0)), floats(c.inputs().get(1)), floats(c.inputs().get(2)),
                    c.args().get("eps").asDouble(), c.outputs().get(0).data());
        }
    }
}
