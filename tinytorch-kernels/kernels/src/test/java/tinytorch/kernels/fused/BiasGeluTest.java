package tinytorch.kernels.fused;

import static tinytorch.kernels.fused.Sweeps.FEW;
import static tinytorch.kernels.fused.Sweeps.LENGTHS;
import static tinytorch.kernels.fused.Sweeps.doubles;
import static tinytorch.kernels.fused.Sweeps.floats;
import static tinytorch.kernels.fused.Sweeps.matrix;
import static tinytorch.kernels.fused.Sweeps.random;
import static tinytorch.kernels.fused.Sweeps.rows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.activation.GELU;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;

@Tag("kernels.bias-gelu")
class BiasGeluTest {
    private static final String FORWARD = "BiasGelu.forward";

    private static void gives(String why, Tolerance tolerance, int from, int to, int n, float[] x, float[] bias, double[] expected) {
        rows(FORWARD, why, tolerance, from, to, n, expected, (first, end, out) -> BiasGelu.forward(first, end, n, x, bias, out));
    }

    /** {@code t / 2 * (1 + tanh(u))} in double precision. */
    static double gelu(double t) {
        return t / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (t + 0.044715 * t * t * t)));
    }

    @Test
    void theWorkedExample() {
        gives("gelu(0 + 1) and gelu(1 - 1)", new Tolerance(1e-6, 0), 0, 1, 2, floats(0, 1), floats(1, -1), new double[] {0.8411920, 0});
    }

    @Test
    void everyLengthAndRange() {
        for (int n : LENGTHS) {
            float[] x = random(n, 4 * n, 5);
            float[] bias = random(n + 1, n, 1);
            double[] expected = new double[2 * n];
            for (int i = 0; i < 2 * n; i++) {
                expected[i] = gelu((double) (x[n + i] + bias[i % n]));
            }
            gives("every column has its own bias", FEW, 1, 3, n, x, bias, expected);
        }
    }

    @Test
    void smallResultsKeepTheirDigits() {
        float[] x = floats(-3, -4, -4.5, -5, -3.5);
        double[] expected = doubles(x, 0, 5);
        for (int i = 0; i < 5; i++) {
            double u = Math.sqrt(2 / Math.PI) * (expected[i] + 0.044715 * expected[i] * expected[i] * expected[i]);
            expected[i] /= 1 + Math.exp(-2 * u);
        }
        gives("1 + tanh(u) loses all digits where tanh(u) is nearly -1; t / (1 + exp(-2 u)) does not", new Tolerance(0, 1e-5), 0, 1, 5, x, new float[5], expected);
    }

    @Test
    void agreesWithTheOperationsThatItFuses() {
        float[] x = random(1, 4 * 27, 4);
        float[] bias = random(2, 27, 1);
        Tensor y = new GELU(GELU.Approximation.TANH).forward(matrix(x, 4, 27).add(matrix(bias, 1, 27)));
        gives("the same as x.add(bias), then GELU of module 03", FEW, 0, 4, 27, x, bias, doubles(y));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Sweeps.golden("bias_gelu")) {
            int[] shape = c.inputs().get(0).shape();
            gives("torch.nn.functional.gelu(x + bias, approximate=\"tanh\"), " + c, FEW, 0, shape[0], shape[1], floats(c.inputs().get(0)), floats(c.inputs().get(1)),
                    c.outputs().get(0).data());
        }
    }
}
