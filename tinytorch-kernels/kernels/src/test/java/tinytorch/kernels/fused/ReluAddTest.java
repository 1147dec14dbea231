package tinytorch.kernels.fused;

import static tinytorch.kernels.fused.Sweeps.LENGTHS;
import static tinytorch.kernels.fused.Sweeps.doubles;
import static tinytorch.kernels.fused.Sweeps.elements;
import static tinytorch.kernels.fused.Sweeps.floats;
import static tinytorch.kernels.fused.Sweeps.matrix;
import static tinytorch.kernels.fused.Sweeps.random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.activation.ReLU;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;

@Tag("kernels.relu-add")
class ReluAddTest {
    private static final String FORWARD = "ReluAdd.forward";
    private static final String BACKWARD = "ReluAdd.backward";

    @Test
    void theWorkedExample() {
        float[] a = floats(1, -5, 3);
        float[] b = floats(2, 1, -3);
        elements(FORWARD, "1 + 2, then -4 and 0, which become 0", Tolerance.EXACT, 0, 3, new double[] {3, 0, 0}, (from, to, out) -> ReluAdd.forward(from, to, a, b, out));
        elements(BACKWARD, "the gradient goes through where the output is not 0", Tolerance.EXACT, 0, 3, new double[] {5, 0, 0},
                (from, to, out) -> ReluAdd.backward(from, to, floats(5, 6, 7), floats(3, 0, 0), out));
    }

    @Test
    void everyLengthAndRange() {
        for (int n : LENGTHS) {
            for (int from : new int[] {0, 1, 5}) {
                float[] a = random(n, from + n, 2);
                float[] b = random(n + 1, from + n, 2);
                double[] sums = new double[n];
                double[] gradients = new double[n];
                float[] y = new float[from + n];
                for (int i = 0; i < n; i++) {
                    y[from + i] = Math.max(a[from + i] + b[from + i], 0);
                    sums[i] = y[from + i];
                    gradients[i] = y[from + i] > 0 ? a[from + i] : 0;
                }
                elements(FORWARD, "out[i] = max(a[i] + b[i], 0)", Tolerance.EXACT, from, from + n, sums, (first, to, out) -> ReluAdd.forward(first, to, a, b, out));
                elements(BACKWARD, "g[i] where out[i] is not 0", Tolerance.EXACT, from, from + n, gradients, (first, to, out) -> ReluAdd.backward(first, to, a, y, out));
            }
        }
    }

    @Test
    void anInfiniteGradientTimesNothingIsNothing() {
        float[] g = random(1, 40, 1);
        float[] y = new float[40];
        g[3] = Float.POSITIVE_INFINITY;
        g[38] = Float.NaN;
        elements(BACKWARD, "where out is 0 the gradient is 0 whatever came in: choose, don't multiply", Tolerance.EXACT, 0, 40, new double[40],
                (from, to, out) -> ReluAdd.backward(from, to, g, y, out));
    }

    @Test
    void theResultMayTakeTheFirstArraysPlace() {
        float[] a = floats(1, -5, 3, 0.5);
        Check.call(FORWARD, "out = a").because("each number is read before it is written").equal(() -> {
            ReluAdd.forward(0, 4, a, floats(2, 1, -3, 0.25), a);
            return a;
        }, floats(3, 0, 0, 0.75));
    }

    @Test
    void agreesWithTheOperationsThatItFuses() {
        float[] a = random(1, 100, 2);
        float[] b = random(2, 100, 2);
        float[] g = random(3, 100, 2);
        Tensor sum = matrix(a, 4, 25).add(matrix(b, 4, 25));
        Tensor y = new ReLU().forward(sum);
        elements(FORWARD, "the same as a.add(b), then ReLU of module 03", Tolerance.EXACT, 0, 100, doubles(y), (from, to, out) -> ReluAdd.forward(from, to, a, b, out));
        elements(BACKWARD, "the same as ReLU.backward of module 03", Tolerance.EXACT, 0, 100, doubles(new ReLU().backward(matrix(g, 4, 25), y, sum)),
                (from, to, out) -> ReluAdd.backward(from, to, g, y.toArray(), out));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Sweeps.golden("relu_add")) {
            float[] a = floats(c.inputs().get(0));
            float[] y = floats(c.outputs().get(0));
            elements(FORWARD, "torch.relu(a + b), " + c, Tolerance.EXACT, 0, a.length, c.outputs().get(0).data(),
                    (from, to, out) -> ReluAdd.forward(from, to, a, floats(c.inputs().get(1)), out));
            elements(BACKWARD, "its gradient, " + c, Tolerance.EXACT, 0, a.length, c.outputs().get(1).data(),
                    (from, to, out) -> ReluAdd.backward(from, to, floats(c.inputs().get(2)), y, out));
        }
    }
}
