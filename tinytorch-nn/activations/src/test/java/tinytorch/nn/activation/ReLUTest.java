package tinytorch.nn.activation;

import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Golden;

@Tag("activations.relu")
class ReLUTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final ActivationChecks relu = new ActivationChecks(new ReLU(), Reference.each(x -> Math.max(x, 0)));

    @Test
    void cutsOffWhatIsNegative() {
        relu.forward("max(x, 0): negative numbers become 0, the others stay", vector(-2, -0.5, 0, 3), 0, 0, 0, 3);
    }

    @Test
    void letsTheGradientThroughWhereTheOutputIsPositive() {
        relu.backward("the slope is 1 where y > 0 and 0 elsewhere; multiply it by dL/dy",
                vector(5, 6, -7, 8), vector(0, 0, 3, 4), 0, 0, -7, 8);
    }

    @Test
    void hasTheGradientZeroAtZero() {
        relu.backward("at the kink the slope is chosen, and PyTorch chooses 0", vector(1, 1), vector(0, -0.0), 0, 0);
    }

    @Test
    void keepsInfinitiesAndNaN() {
        relu.forward("NaN is neither positive nor negative: it must not become 0", vector(Double.NaN, INFINITY, -INFINITY, 1e4, -1e4),
                Double.NaN, INFINITY, 0, 1e4, 0);
    }

    @Test
    void blocksAnInfiniteGradientCompletely() {
        relu.backward("infinity * 0 is NaN: choose with Tensor.where instead of multiplying by a mask",
                vector(INFINITY, -INFINITY, INFINITY), vector(0, 0, 2),
                0, 0, INFINITY);
    }

    @Test
    void agreesWithTheReferenceInEveryMemoryLayout() {
        relu.agreesWithTheReferenceInEveryLayout(3, 4, 5);
    }

    @Test
    void hasTheGradientOfCentralDifferences() {
        relu.gradientAgreesWithCentralDifferences(4, 5);
    }

    @Test
    void keepsEmptyAndSingleShapes() {
        relu.keepsOddShapes(shape(), shape(1), shape(0), shape(2, 0, 3), shape(1, 1, 1));
    }

    @Test
    void agreesWithPyTorch() {
        Golden.load(getClass(), "activations.json", "relu").forEach(relu::agreesWith);
    }
}
