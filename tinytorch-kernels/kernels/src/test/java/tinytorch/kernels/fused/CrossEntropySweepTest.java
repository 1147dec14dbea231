package tinytorch.kernels.fused;

import static tinytorch.kernels.fused.Sweeps.FEW;
import static tinytorch.kernels.fused.Sweeps.LENGTHS;
import static tinytorch.kernels.fused.Sweeps.doubles;
import static tinytorch.kernels.fused.Sweeps.floats;
import static tinytorch.kernels.fused.Sweeps.matrix;
import static tinytorch.kernels.fused.Sweeps.random;
import static tinytorch.kernels.fused.Sweeps.rows;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;
import tinytorch.train.CrossEntropyLoss;

@Tag("kernels.cross-entropy")
class CrossEntropySweepTest {
    private static final String RUN = "CrossEntropySweep.run";

    /** The gradient of these rows, and the sum of their losses. */
    private static void gives(String why, int from, int to, int c, float[] logits, int[] classes, float scale, double[] gradient, double loss) {
        double[] seen = new double[1];
        rows(RUN, why, FEW, from, to, c, gradient, (first, end, out) -> seen[0] = CrossEntropySweep.run(first, end, c, logits, classes, scale, out));
        Check.call(RUN, "rows " + from + " to " + (to - 1) + " of " + c, "classes " + Arrays.toString(classes)).because(why + "; the loss is the sum over rows of m + log(s) - z[true]")
                .within(new Tolerance(1e-6 * (to - from), 2e-6)).gives(() -> Values.of(seen), Values.of(new double[] {loss}));
    }

    @Test
    void theWorkedExample() {
        gives("softmax is [1/4, 3/4], class 1 is true", 0, 1, 2, floats(0, Math.log(3)), new int[] {1}, 1, new double[] {0.25, -0.25}, Math.log(4 / 3.0));
        gives("the scale multiplies the gradient, not the loss", 0, 1, 2, floats(0, Math.log(3)), new int[] {0}, 0.5f, new double[] {-0.375, 0.375}, Math.log(4));
    }

    @Test
    void everyLengthAndRange() {
        for (int c : LENGTHS) {
            float[] z = random(c, 5 * c, 5);
            int[] classes = {0, c - 1, -100, c / 2, 0};
            double[] gradient = new double[3 * c];
            double loss = 0;
            for (int row : new int[] {1, 3}) {
                double sum = 0;
                for (int j = 0; j < c; j++) {
                    sum += Math.exp(z[row * c + j]);
                }
                for (int j = 0; j < c; j++) {
                    gradient[(row - 1) * c + j] = (Math.exp(z[row * c + j]) / sum - (j == classes[row] ? 1 : 0)) / 2;
                }
                loss += Math.log(sum) - z[row * c + classes[row]];
            }
            gives("probability minus target, times the scale; a row of class -100 has neither loss nor gradient", 1, 4, c, z, classes, 0.5f, gradient, loss);
        }
    }

    @Test
    void hugeLogitsStayFinite() {
        gives("certain and right, certain and wrong", 0, 2, 2, floats(1e4, -1e4, -1e4, 1e4), new int[] {0, 0}, 1, new double[] {0, 0, -1, 1}, 20_000);
    }

    @Test
    void anIgnoredRowMayHoldAnything() {
        float[] z = floats(Double.NaN, 1, 2, 0, 0, 0);
        gives("padding has no part in the sum", 1, 2, 3, z, new int[] {-100, 1}, 1, new double[] {1 / 3.0, -2 / 3.0, 1 / 3.0}, Math.log(3));
        double[] zeros = new double[20];
        gives("the gradient of a row that does not count is 0", 0, 1, 20, random(1, 20, 3), new int[] {-1}, 1, zeros, 0);
        gives("and 0 whatever stands in the row", 0, 1, 3, z, new int[] {-100}, 1, new double[3], 0);
    }

    @Test
    void agreesWithTheLossOfModule09() {
        float[] z = random(1, 6 * 37, 4);
        int[] classes = {0, 36, 5, 17, 35, 16};
        CrossEntropyLoss loss = new CrossEntropyLoss();
        Tensor targets = Tensor.of(0, 36, 5, 17, 35, 16);
        gives("the same as CrossEntropyLoss.value and .gradient", 0, 6, 37, z, classes, 1 / 6f, doubles(loss.gradient(matrix(z, 6, 37), targets)),
                6 * loss.value(matrix(z, 6, 37), targets).item());
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Sweeps.golden("cross_entropy")) {
            int[] shape = c.inputs().get(0).shape();
            int[] classes = c.args().get("classes").valueStream().mapToInt(node -> node.asInt()).toArray();
            int count = (int) Arrays.stream(classes).filter(one -> one >= 0).count();
            gives("torch.nn.functional.cross_entropy, " + c, 0, shape[0], shape[1], floats(c.inputs().get(0)), classes, 1f / count, c.outputs().get(1).data(),
                    count * c.outputs().get(0).data()[0]);
        }
    }
}
