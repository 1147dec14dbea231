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

@Tag("activations.tanh")
class TanhTest {
    private final ActivationChecks tanh = new ActivationChecks(new Tanh(), Reference.each(Math::tanh));

    @Test
    void squeezesNumbersBetweenMinusOneAndOne() {
        tanh.forward("ln 2 gives (2 - 1/2) / (2 + 1/2) = 0.6", vector(0, Math.log(2), -Math.log(2)), 0, 0.6, -0.6);
    }

    @Test
    void takesItsGradientFromTheOutput() {
        tanh.backward("dL/dy * (1 - y^2), with y the output (the input is not needed)", vector(100, -2, 7), vector(0.6, 0, -1), 64, -2, 0);
    }

    @Test
    void staysFiniteForHugeInputs() {
        tanh.forward("the quotient of exponentials is infinity / infinity = NaN here; use Tensor.tanh",
                vector(1e4, -1e4, 89, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN), 1, -1, 1, 1, -1, Double.NaN);
    }

    @Test
    void keepsTheDigitsNearZero() {
        Tensor x = vector(1e-6, -1e-10, 1e-20);
        Check.call("Tanh.forward", x.shape()).within(new Tolerance(0, 1e-5))
                .because("near 0 tanh(x) is x; exp(x) - exp(-x) subtracts two numbers that are nearly 1 and loses all digits")
                .gives(() -> values(new Tanh().forward(x)), Values.of(new double[] {1e-6, -1e-10, 1e-20}, 3));
    }

    @Test
    void agreesWithTheReferenceInEveryMemoryLayout() {
        tanh.agreesWithTheReferenceInEveryLayout(3, 4, 5);
    }

    @Test
    void hasTheGradientOfCentralDifferences() {
        tanh.gradientAgreesWithCentralDifferences(4, 5);
    }

    @Test
    void keepsEmptyAndSingleShapes() {
        tanh.keepsOddShapes(shape(), shape(1), shape(0), shape(2, 0, 3), shape(1, 1, 1));
    }

    @Test
    void agreesWithPyTorch() {
        Golden.load(getClass(), "activations.json", "tanh").forEach(tanh::agreesWith);
    }
}
