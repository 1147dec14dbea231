package tinytorch.nn.activation;

import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Golden;

@Tag("activations.leaky-relu")
class LeakyReLUTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static ActivationChecks leaky(float slope) {
        return new ActivationChecks(new LeakyReLU(slope), Reference.each(x -> x > 0 ? x : slope * x));
    }

    @Test
    void scalesWhatIsNegative() {
        leaky(0.25f).forward("x where x > 0, slope * x elsewhere", vector(-2, -0.5, 0, 3), -0.5, -0.125, 0, 3);
    }

    @Test
    void keepsItsDefinitionForSlopesAboveOne() {
        leaky(2).forward("max(x, slope * x) would be wrong here: choose by the sign of x", vector(-2, 3), -4, 3);
    }

    @Test
    void scalesTheGradientWhereTheOutputIsNotPositive() {
        leaky(0.25f).backward("dL/dy where y > 0, slope * dL/dy elsewhere, at 0 too",
                vector(4, -8, 16, 3), vector(-0.5, 0, 3, 1), 1, -2, 16, 3);
    }

    @Test
    void readsTheInputWhenTheSlopeIsNegative() {
        leaky(-0.5f).backward("with a negative slope the output is positive on both sides; look at the input",
                vector(4, 4, 4), vector(-2, 0, 3), -2, -2, 4);
    }

    @Test
    void keepsInfinitiesAndNaN() {
        leaky(0.25f).forward("NaN stays NaN, infinities stay infinite", vector(Double.NaN, INFINITY, -INFINITY, 1e4, -1e4),
                Double.NaN, INFINITY, -INFINITY, 1e4, -2500);
    }

    @Test
    void agreesWithTheReferenceInEveryMemoryLayout() {
        leaky(0.1f).agreesWithTheReferenceInEveryLayout(3, 4, 5);
    }

    @Test
    void hasTheGradientOfCentralDifferencesForEverySlope() {
        for (float slope : new float[] {0.01f, 0.5f, 0, 1, 3, -0.5f}) {
            leaky(slope).gradientAgreesWithCentralDifferences(4, 5);
        }
    }

    @Test
    void keepsEmptyAndSingleShapes() {
        leaky(0.01f).keepsOddShapes(shape(), shape(1), shape(0), shape(2, 0, 3), shape(1, 1, 1));
    }

    @Test
    void agreesWithPyTorch() {
        Golden.load(getClass(), "activations.json",
                "leaky_relu").forEach(golden -> leaky((float) golden.args().get("slope").asDouble()).agreesWith(golden));
    }
}
