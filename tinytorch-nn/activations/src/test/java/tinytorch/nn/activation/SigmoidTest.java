package tinytorch.nn.activation;

import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("activations.sigmoid")
class SigmoidTest {
    private final ActivationChecks sigmoid = new ActivationChecks(new Sigmoid(), Reference.each(x -> 1 / (1 + Math.exp(-x))));

    @Test
    void turnsNumbersIntoProbabilities() {
        sigmoid.forward("1 / (1 + exp(-x)): ln 3 gives 1 / (1 + 1/3) = 0.75", vector(0, Math.log(3), -Math.log(3)), 0.5, 0.75, 0.25);
    }

    @Test
    void takesItsGradientFromTheOutput() {
        sigmoid.backward("dL/dy * y * (1 - y), with y the output (the input is not needed)",
                vector(16, -4, 1), vector(0.75, 0.5, 1), 3, -1, 0);
    }

    @Test
    void staysFiniteForHugeInputs() {
        sigmoid.forward("exp(x) / (1 + exp(x)) is infinity / infinity = NaN here; divide 1 by 1 + exp(-x)",
                vector(1e4, -1e4, 89, -104, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN), 1, 0, 1, 0, 1, 0, Double.NaN);
    }

    @Test
    void keepsTheDigitsOfTinyProbabilities() {
        Tensor x = vector(-15, -20, -40, -80);
        Check.call("Sigmoid.forward", x.shape()).within(new Tolerance(0, 1e-5))
                .because("(1 + tanh(x / 2)) / 2 loses these digits or gives 0, and a loss needs their logarithm; only relative error counts here")
                .gives(() -> values(new Sigmoid().forward(x)), Values.of(new double[] {3.059022e-7, 2.0611536e-9, 4.2483543e-18,
                        1.8048514e-35}, 4));
    }

    @Test
    void agreesWithTheReferenceInEveryMemoryLayout() {
        sigmoid.agreesWithTheReferenceInEveryLayout(3, 4, 5);
    }

    @Test
    void hasTheGradientOfCentralDifferences() {
        sigmoid.gradientAgreesWithCentralDifferences(4, 5);
    }

    @Test
    void keepsEmptyAndSingleShapes() {
        sigmoid.keepsOddShapes(shape(), shape(1), shape(0), shape(2, 0, 3), shape(1, 1, 1));
    }

    @Test
    void agreesWithPyTorch() {
        Golden.load(getClass(), "activations.json", "sigmoid").forEach(sigmoid::agreesWith);
    }
}
