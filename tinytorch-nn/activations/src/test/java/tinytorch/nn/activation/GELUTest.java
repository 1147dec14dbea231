package tinytorch.nn.activation;

import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.activation.GELU.Approximation;
import tinytorch.tensor.ErrorFunction;
import tinytorch.testkit.Golden;

@Tag("activations.gelu")
class GELUTest {
    private final ActivationChecks exact = new ActivationChecks(new GELU(),
            Reference.each(x -> 0.5 * x * (1 + ErrorFunction.erf(x / Math.sqrt(2)))));
    private final ActivationChecks tanh = new ActivationChecks(new GELU(Approximation.TANH),
            Reference.each(x -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))));

    @Test
    void weighsNumbersByTheNormalDistribution() {
        exact.forward("x * Phi(x), with Phi(1) = 0.8413447", vector(-1, 0, 1, 2), -0.1586553, 0, 0.8413447, 1.9544997);
    }

    @Test
    void approximatesWithTanhAsGpt2Does() {
        tanh.forward("Phi(x) ~ (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))) / 2",
                vector(-1, 0, 1, 2), -0.1588080, 0, 0.8411920, 1.9545977);
    }

    @Test
    void hasBothPartsOfTheProductRule() {
        exact.backward("Phi(x) + x * exp(-x^2 / 2) / sqrt(2 pi), times dL/dy",
                vector(1, 1, 1, 10), vector(-1, 0, 1, 2), -0.0833155, 0.5, 1.0833155, 10.8523180);
    }

    @Test
    void staysFiniteForHugeInputs() {
        for (ActivationChecks gelu : new ActivationChecks[] {exact, tanh}) {
            gelu.forward("far left x * 0 is 0, far right x * 1 is x", vector(1e4, -1e4, 100, -100, Double.POSITIVE_INFINITY, Double.NaN),
                    1e4, 0, 100, 0, Double.POSITIVE_INFINITY, Double.NaN);
            gelu.backward("far left the slope is 0, far right 1", vector(3, 3, 3, 3), vector(1e4, -1e4, 100, -100), 3, 0, 3, 0);
        }
    }

    @Test
    void agreesWithTheReferenceInEveryMemoryLayout() {
        exact.agreesWithTheReferenceInEveryLayout(3, 4, 5);
        tanh.agreesWithTheReferenceInEveryLayout(3, 4, 5);
    }

    @Test
    void hasTheGradientOfCentralDifferences() {
        exact.gradientAgreesWithCentralDifferences(4, 5);
    }

    @Test
    void hasTheGradientOfCentralDifferencesWithTanh() {
        tanh.gradientAgreesWithCentralDifferences(4, 5);
    }

    @Test
    void keepsEmptyAndSingleShapes() {
        exact.keepsOddShapes(shape(), shape(1), shape(0), shape(2, 0, 3), shape(1, 1, 1));
        tanh.keepsOddShapes(shape(), shape(1), shape(0), shape(2, 0, 3), shape(1, 1, 1));
    }

    @Test
    void agreesWithPyTorch() {
        Golden.load(getClass(), "activations.json", "gelu").forEach(golden ->
                (golden.args().get("approximate").asString().equals("none") ? exact : tanh).agreesWith(golden));
    }
}
