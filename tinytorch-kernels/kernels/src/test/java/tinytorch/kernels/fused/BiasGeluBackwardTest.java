package tinytorch.kernels.fused;

import static tinytorch.kernels.fused.Sweeps.LENGTHS;
import static tinytorch.kernels.fused.Sweeps.doubles;
import static tinytorch.kernels.fused.Sweeps.floats;
import static tinytorch.kernels.fused.Sweeps.matrix;
import static tinytorch.kernels.fused.Sweeps.random;
import static tinytorch.kernels.fused.Sweeps.rows;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.activation.GELU;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("kernels.bias-gelu-backward")
class BiasGeluBackwardTest {
    private static final String BACKWARD = "BiasGelu.backward";
    private static final Tolerance SLOPE = new Tolerance(1e-5, 1e-5);

    /** Both gradients; {@code gradBias} holds 1 before. */
    private static void gives(String why, int from, int to, int n, float[] g, float[] x, float[] bias, double[] gradX, double[] gradBias) {
        float[] sums = new float[n];
        Arrays.fill(sums, 1);
        rows(BACKWARD, why, SLOPE, from, to, n, gradX, (first, end, out) -> BiasGelu.backward(first, end, n, g, x, bias, out, sums));
        Check.call(BACKWARD, "gradBias = [1, 1, ...]").because("the rows' gradients are added to what gradBias holds, each column by itself").within(new Tolerance(1e-5 * (to - from), 1e-5))
                .gives(() -> Values.of(sums, n), Values.of(Arrays.stream(gradBias).map(sum -> sum + 1).toArray(), n));
    }

    @Test
    void theWorkedExample() {
        gives("at 0 the slope is 1/2", 0, 2, 2, floats(4, 8, 6, 2), floats(-1, 1, -1, 1), floats(1, -1), new double[] {2, 4, 3, 1}, new double[] {5, 5});
    }

    @Test
    void everyLengthAgreesWithCentralDifferences() {
        for (int n : LENGTHS) {
            float[] x = random(n, 4 * n, 4);
            float[] g = random(n + 1, 4 * n, 2);
            float[] bias = random(n + 2, n, 1);
            double[] t = new double[2 * n];
            for (int i = 0; i < 2 * n; i++) {
                t[i] = (double) x[n + i] + bias[i % n];
            }
            double[] gradX = CentralDifference.gradient(v -> Arrays.stream(v).map(BiasGeluTest::gelu).toArray(), t, doubles(g, n, 3 * n));
            gives("this is how much the outputs, weighted with a random gradient, change when a number is moved by a little", 1, 3, n, g, x, bias, gradX, columns(gradX, n));
        }
    }

    private static double[] columns(double[] x, int n) {
        double[] sums = new double[n];
        for (int i = 0; i < x.length; i++) {
            sums[i % n] += x[i];
        }
        return sums;
    }

    @Test
    void agreesWithTheOperationsThatItFuses() {
        float[] x = random(1, 4 * 27, 4);
        float[] g = random(2, 4 * 27, 1);
        float[] bias = random(3, 27, 1);
        Tensor t = matrix(x, 4, 27).add(matrix(bias, 1, 27));
        double[] gradX = doubles(new GELU(GELU.Approximation.TANH).backward(matrix(g, 4, 27), t, t));
        gives("the same as GELU.backward of module 03, summed over rows for the bias", 0, 4, 27, g, x, bias, gradX, columns(gradX, 27));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Sweeps.golden("bias_gelu")) {
            int[] shape = c.inputs().get(0).shape();
            gives("what torch.autograd gives, " + c, 0, shape[0], shape[1], floats(c.inputs().get(2)), floats(c.inputs().get(0)), floats(c.inputs().get(1)),
                    c.outputs().get(1).data(), c.outputs().get(2).data());
        }
    }

    @Test
    void farOutTheSlopeIsNoneOrOne() {
        gives("0 on the far left, 1 on the far right", 0, 1, 6, floats(3, 3, 3, 3, 3, 3), floats(-20, 20, -100, 100, -1e4, 1e4), new float[6], new double[] {0, 3, 0, 3, 0, 3},
                new double[] {0, 3, 0, 3, 0, 3});
    }
}
