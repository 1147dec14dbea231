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
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("transformer.norm")
class LayerNormTest {
    @Test
    void aRowGetsMeanZeroAndVarianceOne() {
        List<Tensor> inputs = List.of(vector(1, 3), vector(1, 1), vector(0, 0));
        check("LayerNormalization.forward", inputs.getFirst()).because("the mean is 2 and the deviation 1")
                .gives(() -> values(new LayerNormalization(1e-12).forward(inputs)), values(vector(-1, 1)));
        Tensor four = vector(2, 4, 6, 8);
        check("LayerNormalization.forward", four).because("the variance is (9 + 1 + 1 + 9) / 4 = 5: divided by n, not n - 1")
                .gives(() -> values(new LayerNormalization(1e-12).forward(List.of(four, vector(1, 1, 1, 1), vector(0, 0, 0, 0)))),
                        values(vector(-3 / Math.sqrt(5), -1 / Math.sqrt(5), 1 / Math.sqrt(5), 3 / Math.sqrt(5))));
    }

    @Test
    void everyNumberHasItsOwnScaleAndShift() {
        List<Tensor> inputs = List.of(tensor(shape(2, 2), 1, 3, 30, 10), vector(2, 10), vector(0.5, 7));
        check("LayerNormalization.forward", inputs.getFirst()).because("[-1, 1] and [1, -1], times [2, 10], plus [0.5, 7]")
                .gives(() -> values(new LayerNormalization(1e-12).forward(inputs)), values(tensor(shape(2, 2), -1.5, 17, 2.5, -3)));
    }

    @Test
    void epsIsAddedToTheVariance() {
        List<Tensor> inputs = List.of(vector(1, 3), vector(1, 1), vector(0, 0));
        check("LayerNormalization(eps 3).forward", inputs.getFirst()).because("variance 1 + eps 3, root 2: -1 / 2 and 1 / 2")
                .gives(() -> values(new LayerNormalization(3).forward(inputs)), values(vector(-0.5, 0.5)));
    }

    @Test
    void equalNumbersBecomeTheShift() {
        List<Tensor> inputs = List.of(tensor(shape(2, 3), 0.1, 0.1, 0.1, 0, 0, 0), vector(2, 3, 4), vector(5, 6, 7));
        check("LayerNormalization.forward", inputs.getFirst()).because("the variance is 0, and eps keeps 0 / 0 from becoming NaN")
                .within(new Tolerance(1e-3, 0))
                .gives(() -> values(new LayerNormalization(1e-5).forward(inputs)), values(tensor(shape(2, 3), 5, 6, 7, 5, 6, 7)));
    }

    @Test
    void aRowIsNormalisedByItself() {
        Tensor x = random(1, 3, 2, 5);
        LayerNorm layer = new LayerNorm(5);
        Tensor all = check("LayerNorm.forward", x).run(() -> layer.forward(x));
        Tensor one = x.narrow(0, 2, 1).narrow(1, 1, 1);   // contiguous, with an offset
        check("LayerNorm.forward", one).because("other tokens and other sequences make no difference")
                .gives(() -> values(layer.forward(one)), values(all.narrow(0, 2, 1).narrow(1, 1, 1)));
        layer.eval();
        check("LayerNorm.forward in eval mode", x).because("there are no running statistics").gives(() -> values(layer.forward(x)), values(all));
    }

    @Test
    void farFromZeroTheDigitsAreKept() {
        double[] numbers = new double[16];
        double mean = 0;
        for (int i = 0; i < 16; i++) {
            numbers[i] = (float) (3000 + Math.sin(i));
            mean += numbers[i] / 16;
        }
        double variance = 0;
        for (double v : numbers) {
            variance += (v - mean) * (v - mean) / 16;
        }
        double[] expected = new double[16];
        for (int i = 0; i < 16; i++) {
            expected[i] = (numbers[i] - mean) / Math.sqrt(variance + 1e-5);
        }
        Tensor x = tensor(shape(1, 16), numbers);
        check("LayerNorm.forward", x).because("squares near 9,000,000 have no digits left in float: gather in double").within(new Tolerance(2e-3, 0))
                .gives(() -> values(new LayerNorm(16).forward(x)), Values.of(expected, 1, 16));
    }

    @Test
    void readsEveryMemoryLayout() {
        Tensor x = random(2, 2, 3, 4);
        Tensor weight = vector(9, 1, 2, 3, 4).narrow(0, 1, 4);
        Tensor bias = vector(9, 9, 5, 6, 7, 8).narrow(0, 2, 4);
        LayerNormalization op = new LayerNormalization(1e-5);
        Values expected = check("LayerNormalization.forward", x).run(() -> values(op.forward(List.of(x, weight.copy(), bias.copy()))));
        for (Tensor laidOut : layouts(x)) {
            check("LayerNormalization.forward", laidOut).because("views give what their contiguous copies give; weight and bias may begin at an offset")
                    .gives(() -> values(op.forward(List.of(laidOut, weight, bias))), expected);
        }
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("norm")) {
            Tensor x = tensor(c.inputs().get(0));
            LayerNormalization op = new LayerNormalization(c.args().get("eps").asDouble());
            check("LayerNormalization.forward, " + c.name(), x).because("torch.nn.functional.layer_norm gives this")
                    .within(new Tolerance(c.args().get("tolerance").asDouble(), 1e-5))
                    .gives(() -> values(op.forward(List.of(x, tensor(c.inputs().get(1)), tensor(c.inputs().get(2))))), c.outputs().get(0));
        }
    }

    @Test
    void theLayerNamesItsParametersAsPyTorch() {
        LayerNorm layer = new LayerNorm(3);
        Tensor x = random(1, 2, 3);
        check("LayerNorm.forward", x).equal(() -> layer.forward(x).shape().toString(), "(2, 3)");
        Check.call("LayerNorm.parameters").equal(() -> layer.parameters().keySet().toString(), "[weight, bias]");
        Check.call("LayerNorm without bias, parameters").equal(() -> new LayerNorm(3, false, 1e-5).parameters().keySet().toString(), "[weight]");
        Tensor wrong = random(1, 3, 2);
        check("LayerNorm.forward", wrong).refuses(ShapeException.class, () -> layer.forward(wrong), "LayerNorm", "(3, 2)", "(3,)");
    }
}
