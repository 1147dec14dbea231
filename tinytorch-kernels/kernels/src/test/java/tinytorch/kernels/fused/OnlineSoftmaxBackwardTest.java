package tinytorch.kernels.fused;

import static tinytorch.kernels.fused.Sweeps.LENGTHS;
import static tinytorch.kernels.fused.Sweeps.doubles;
import static tinytorch.kernels.fused.Sweeps.floats;
import static tinytorch.kernels.fused.Sweeps.matrix;
import static tinytorch.kernels.fused.Sweeps.random;
import static tinytorch.kernels.fused.Sweeps.rows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.activation.Softmax;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;

@Tag("kernels.softmax-backward")
class OnlineSoftmaxBackwardTest {
    private static void gives(String why, int from, int to, int n, float[] g, float[] y, double[] expected) {
        rows("OnlineSoftmax.backward", why, Tolerance.ofSum(n), from, to, n, expected, (first, end, out) -> OnlineSoftmax.backward(first, end, n, g, y, out));
    }

    @Test
    void theWorkedExample() {
        gives("the sum of g * y is 1: y * (g - 1)", 0, 1, 3, floats(7, 0, 0), floats(1 / 7.0, 4 / 7.0, 2 / 7.0), new double[] {6 / 7.0, -4 / 7.0, -2 / 7.0});
    }

    @Test
    void everyLengthAndRange() {
        for (int n : LENGTHS) {
            float[] g = random(n, 4 * n, 2);
            float[] y = random(n + 1, 4 * n, 1);
            double[] expected = new double[2 * n];
            for (int row = 0; row < 2; row++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    int at = (row + 1) * n + j;
                    sum += (double) g[at] * y[at];
                }
                for (int j = 0; j < n; j++) {
                    int at = (row + 1) * n + j;
                    expected[row * n + j] = y[at] * (g[at] - sum);
                }
            }
            gives("each row has a sum of its own", 1, 3, n, g, y, expected);
        }
    }

    @Test
    void theSameGradientForAllIsNone() {
        gives("the outputs always sum to 1, so pulling at all of them alike moves nothing", 0, 1, 4, floats(3, 3, 3, 3), floats(0.125, 0.25, 0.5, 0.125), new double[4]);
    }

    @Test
    void agreesWithTheOperationsThatItFuses() {
        float[] g = random(1, 5 * 37, 2);
        var y = new Softmax(-1).forward(matrix(random(2, 5 * 37, 3), 5, 37));
        gives("the same as Softmax.backward of module 03", 0, 5, 37, g, y.toArray(), doubles(new Softmax(-1).backward(matrix(g, 5, 37), y, y)));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Sweeps.golden("softmax")) {
            int[] shape = c.inputs().get(0).shape();
            gives("what torch.autograd gives, " + c, 0, shape[0], shape[1], floats(c.inputs().get(1)), floats(c.outputs().get(0)), c.outputs().get(1).data());
        }
    }
}
