package tinytorch.text.transformer;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("transformer.norm-backward")
class LayerNormBackwardTest {
    private static final Tolerance NORMALISED = new Tolerance(2e-5, 1e-5);
    private static final LayerNormalization OP = new LayerNormalization(1e-5);

    private static List<Tensor> backward(LayerNormalization op, Tensor g, Tensor... inputs) {
        return op.backward(g, null, List.of(inputs));
    }

    @Test
    void twoNumbersBecomeMinusOneAndOneWhateverTheyAre() {
        Tensor x = vector(1, 3);
        Tensor g = vector(1, 0);
        check("LayerNormalization.backward: input", g, x).because("1 - 1/2 - 1/2 and 0 - 1/2 + 1/2").within(NORMALISED)
                .gives(() -> values(backward(new LayerNormalization(1e-12), g, x, vector(1, 1), vector(0, 0)).get(0)), values(vector(0, 0)));
    }

    @Test
    void aHandWorkedRow() {
        Tensor x = vector(-1, 0, 0, 1);
        Tensor g = vector(1, 2, 0, 0);
        double r = Math.sqrt(2);
        check("LayerNormalization.backward: input", g, x)
                .because("r = sqrt(2), xhat = r * x; mean(h) = 3/4, mean(h xhat) = -r/4: r * (h - 3/4 + r/4 * xhat)").within(NORMALISED)
                .gives(() -> values(backward(new LayerNormalization(1e-12), g, x, vector(1, 1, 1, 1), vector(0, 0, 0, 0)).get(0)),
                        values(vector(r * (0.25 - 0.5), r * 1.25, r * -0.75, r * (-0.75 + 0.5))));
    }

    @Test
    void weightAndBiasAreSummedOverAllRows() {
        Tensor x = tensor(shape(2, 1, 2), 1, 3, 30, 10);
        Tensor g = tensor(shape(2, 1, 2), 1, 2, 30, 40);
        List<Tensor> gradients = check("LayerNormalization.backward", g, x)
                .run(() -> backward(new LayerNormalization(1e-12), g, x, vector(5, 6), vector(7, 8)));
        check("LayerNormalization.backward: weight", g, x).because("xhat is [-1, 1] and [1, -1]: 1 * -1 + 30 * 1 and 2 * 1 + 40 * -1")
                .gives(() -> values(gradients.get(1)), values(vector(29, -38)));
        check("LayerNormalization.backward: bias", g, x).because("1 + 30 and 2 + 40").gives(() -> values(gradients.get(2)), values(vector(31, 42)));
        check("LayerNormalization.backward", g, x).equal(gradients::size, 3);
    }

    @Test
    void whatShiftsOrStretchesARowHasNoInfluence() {
        Tensor x = random(1, 3, 5);
        Tensor same = tensor(shape(3, 5), new double[15]).add(7);
        Tensor ones = vector(1, 1, 1, 1, 1);
        check("LayerNormalization.backward: input", same, x).because("adding the same to all numbers of a row is taken away again with the mean")
                .within(NORMALISED)
                .gives(() -> values(backward(OP, same, x, ones, ones).get(0)), Values.of(new double[15], 3, 5));
        check("LayerNormalization.backward: input", x, x).because("stretching a row is taken away again with the variance, all but for eps")
                .within(new Tolerance(5e-4, 0)).gives(() -> values(backward(OP, x, x, ones, ones).get(0)), Values.of(new double[15], 3, 5));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("norm")) {
            Tensor x = tensor(c.inputs().get(0));
            Tensor g = tensor(c.inputs().get(3));
            LayerNormalization op = new LayerNormalization(c.args().get("eps").asDouble());
            List<Tensor> gradients = check("LayerNormalization.backward, " + c.name(), g, x)
                    .run(() -> backward(op, g, x, tensor(c.inputs().get(1)), tensor(c.inputs().get(2))));
            for (int i = 0; i < 3; i++) {
                Tensor gradient = gradients.get(i);
                check("LayerNormalization.backward: " + List.of("input", "weight", "bias").get(i) + ", " + c.name(), g, x)
                        .because("torch.nn.functional.layer_norm has this gradient").within(new Tolerance(4 * c.args().get("tolerance").asDouble(), 2e-4))
                        .gives(() -> values(gradient), c.outputs().get(1 + i));
            }
        }
    }

    @Test
    void agreesWithCentralDifferences() {
        double[] x = doubles(random(1, 3, 4));
        double[] w = {1.5, -0.75, 2, 0.5};
        double[] b = {0, 1, 2, 3};
        double[] c = doubles(random(2, 3, 4));
        Tensor g = tensor(shape(3, 4), c);
        List<Tensor> gradients = check("LayerNormalization.backward", g)
                .run(() -> backward(OP, g, tensor(shape(3, 4), x), tensor(shape(4), w), tensor(shape(4), b)));
        String why = "this is how much the outputs, weighted with a random gradient, "
                + "change when a number is moved by a little: through the mean and the variance too";
        check("LayerNormalization.backward: input", g).because(why).within(NORMALISED).gives(() -> values(gradients.get(0)),
                Values.of(CentralDifference.gradient(v -> normalised(v, w, b), x, c), 3, 4));
        check("LayerNormalization.backward: weight", g).because(why).within(NORMALISED).gives(() -> values(gradients.get(1)),
                Values.of(CentralDifference.gradient(v -> normalised(x, v, b), w, c), 4));
        check("LayerNormalization.backward: bias", g).because(why).within(NORMALISED).gives(() -> values(gradients.get(2)),
                Values.of(CentralDifference.gradient(v -> normalised(x, w, v), b, c), 4));
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor x = random(1, 2, 3, 4);
        Tensor g = random(2, 2, 3, 4);
        Tensor weight = vector(9, 1, 2, 3, 4).narrow(0, 1, 4);
        List<Tensor> expected = check("LayerNormalization.backward", g, x).run(() -> backward(OP, g, x, weight.copy(), vector(0, 0, 0, 0)));
        for (int i = 0; i < layouts(x).size(); i++) {
            Tensor input = layouts(x).get(i);
            Tensor gradient = layouts(g).get(i);
            List<Tensor> seen = check("LayerNormalization.backward", gradient, input).run(() -> backward(OP, gradient, input, weight, vector(0, 0, 0, 0)));
            for (int k = 0; k < 3; k++) {
                int which = k;
                check("LayerNormalization.backward, gradient " + k, gradient, input).because("views give what their contiguous copies give")
                        .gives(() -> values(seen.get(which)), values(expected.get(which)));
            }
        }
        Tensor second = x.narrow(0, 1, 1);   // contiguous, with an offset
        Tensor gradient = g.narrow(0, 1, 1);
        check("LayerNormalization.backward: input", gradient, second).because("rows are independent, and a view may begin anywhere in its storage")
                .gives(() -> values(backward(OP, gradient, second, weight, vector(0, 0, 0, 0)).get(0)), values(expected.getFirst().narrow(0, 1, 1)));
    }

    private static double[] doubles(Tensor tensor) {
        return values(tensor).data();
    }

    /** The formula in double precision, rows of 4. */
    private static double[] normalised(double[] x, double[] w, double[] b) {
        double[] y = new double[x.length];
        for (int row = 0; row < x.length; row += 4) {
            double mean = (x[row] + x[row + 1] + x[row + 2] + x[row + 3]) / 4;
            double variance = 0;
            for (int i = 0; i < 4; i++) {
                variance += (x[row + i] - mean) * (x[row + i] - mean) / 4;
            }
            for (int i = 0; i < 4; i++) {
                y[row + i] = w[i] * (x[row + i] - mean) / Math.sqrt(variance + 1e-5) + b[i];
            }
        }
        return y;
    }
}
