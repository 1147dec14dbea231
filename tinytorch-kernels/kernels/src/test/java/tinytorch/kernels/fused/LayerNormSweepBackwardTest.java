package tinytorch.kernels.fused;

import static tinytorch.kernels.fused.Sweeps.LENGTHS;
import static tinytorch.kernels.fused.Sweeps.doubles;
import static tinytorch.kernels.fused.Sweeps.floats;
import static tinytorch.kernels.fused.Sweeps.random;
import static tinytorch.kernels.fused.Sweeps.rows;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("kernels.layer-norm-backward")
class LayerNormSweepBackwardTest {
    private static final String BACKWARD = "LayerNormSweep.backward";
    private static final Tolerance GRADIENT = new Tolerance(5e-5, 5e-5);

    /** All three gradients; those of weight and bias hold 1 and 2 before. */
    private static void gives(String why, int from, int to, int n, float[] g, float[] x, float[] weight, double eps, double[] gradX, double[] gradWeight, double[] gradBias) {
        float[] weights = new float[n];
        float[] biases = new float[n];
        Arrays.fill(weights, 1);
        Arrays.fill(biases, 2);
        rows(BACKWARD, why + ": dL/dx", GRADIENT, from, to, n, gradX, (first, end, out) -> LayerNormSweep.backward(first, end, n, g, x, weight, eps, out, weights, biases));
        Check.call(BACKWARD, "gradWeight = [1, 1, ...]").because(why + ": the sum over rows of g * xhat is added to gradWeight").within(GRADIENT)
                .gives(() -> Values.of(weights, n), Values.of(Arrays.stream(gradWeight).map(v -> v + 1).toArray(), n));
        Check.call(BACKWARD, "gradBias = [2, 2, ...]").because(why + ": the sum over rows of g is added to gradBias").within(GRADIENT)
                .gives(() -> Values.of(biases, n), Values.of(Arrays.stream(gradBias).map(v -> v + 2).toArray(), n));
    }

    @Test
    void theWorkedExample() {
        gives("two numbers become -1 and 1 whatever they are", 0, 1, 2, floats(1, 0), floats(1, 3), floats(1, 1), 1e-12, new double[2], new double[] {-1, 0}, new double[] {1, 0});
    }

    @Test
    void aHandWorkedRow() {
        double r = Math.sqrt(2);
        gives("r = sqrt(2), xhat = r x; mean(h) = 3/4, mean(h xhat) = -r/4", 0, 1, 4, floats(1, 2, 0, 0), floats(-1, 0, 0, 1), floats(1, 1, 1, 1), 1e-12,
                new double[] {r * (0.25 - 0.5), r * 1.25, r * -0.75, r * (-0.75 + 0.5)}, new double[] {-r, 0, 0, 0}, new double[] {1, 2, 0, 0});
    }

    @Test
    void everyLengthAgreesWithCentralDifferences() {
        for (int n : LENGTHS) {
            if (n > 40) {
                continue;   // n^2 work; the lengths before cover whole vectors and all kinds of rests
            }
            float[] x = random(n, 4 * n, 2);
            float[] g = random(n + 1, 4 * n, 2);
            float[] weight = random(n + 2, n, 2);
            double[] numbers = doubles(x, n, 3 * n);
            double[] weights = doubles(weight, 0, n);
            double[] cotangent = doubles(g, n, 3 * n);
            double[] bias = new double[n];
            double eps = 0.05;
            gives("length " + n, 1, 3, n, g, x, weight, eps, CentralDifference.gradient(v -> LayerNormSweepTest.normalised(v, weights, bias, eps), numbers, cotangent),
                    CentralDifference.gradient(v -> LayerNormSweepTest.normalised(numbers, v, bias, eps), weights, cotangent),
                    CentralDifference.gradient(v -> LayerNormSweepTest.normalised(numbers, weights, v, eps), bias, cotangent));
        }
    }

    @Test
    void whatShiftsARowHasNoInfluence() {
        float[] x = random(1, 70, 2);
        float[] sevens = new float[70];
        Arrays.fill(sevens, 7);
        float[] ones = new float[35];
        Arrays.fill(ones, 1);
        rows(BACKWARD, "adding the same to all numbers of a row is taken away again with the mean", GRADIENT, 0, 2, 35, new double[70],
                (from, to, out) -> LayerNormSweep.backward(from, to, 35, sevens, x, ones, 1e-5, out, new float[35], new float[35]));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Sweeps.golden("layer_norm")) {
            int[] shape = c.inputs().get(0).shape();
            gives("what torch.autograd gives, " + c, 0, shape[0], shape[1], floats(c.inputs().get(3)), floats(c.inputs().get(0)), floats(c.inputs().get(1)),
                    c.args().get("eps").asDouble(), c.outputs().get(1).data(), c.outputs().get(2).data(), c.outputs().get(3).data());
        }
    }
}
