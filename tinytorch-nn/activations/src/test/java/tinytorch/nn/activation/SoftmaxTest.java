package tinytorch.nn.activation;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;

@Tag("activations.softmax")
class SoftmaxTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static ActivationChecks softmax(int axis, int rank) {
        return new ActivationChecks(new Softmax(axis), Reference.along(axis < 0 ? axis + rank : axis, Reference::softmax));
    }

    @Test
    void turnsScoresIntoProbabilities() {
        softmax(-1, 1).forward("exp(x) / sum(exp(x)): the exponentials are 1, 2, 5 and their sum 8",
                vector(0, Math.log(2), Math.log(5)), 0.125, 0.25, 0.625);
    }

    @Test
    void sumsToOneAlongItsAxisOnly() {
        double ln3 = Math.log(3);
        softmax(0, 2).forward("axis 0 goes down the columns: 1 and 3 become 1/4 and 3/4 in the first, equal ones 1/2 in the second",
                tensor(shape(2, 2), 0, 7, ln3, 7), 0.25, 0.5, 0.75, 0.5);
        softmax(-1, 2).forward("axis -1 goes along the rows", tensor(shape(2, 2), 0, ln3, 7, 7), 0.25, 0.75, 0.5, 0.5);
    }

    @Test
    void takesTheWeightedMeanOffTheGradient() {
        softmax(-1, 1).backward("y * (dL/dy - sum(dL/dy * y)): the sum is 8 * 1/8 = 1",
                vector(8, 0, 0), vector(0.125, 0.25, 0.625), 0.875, -0.25, -0.625);
    }

    @Test
    void hasNoGradientWhenAllOutputsAreWantedAlike() {
        softmax(-1, 1).backward("the outputs always sum to 1, so moving all of them alike is impossible",
                vector(3, 3, 3), vector(0.125, 0.25, 0.625), 0, 0, 0);
    }

    @Test
    void doesNotOverflow() {
        softmax(-1, 2).forward("subtract the row's maximum first: exp(89) is already infinite in float",
                tensor(shape(3, 3), 1e4, 1e4, -1e4, -1e4, -1e4, -1e4, 100, 90, -100), 0.5, 0.5, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 0.9999546,
                        4.5398e-5, 0);
    }

    @Test
    void subtractsTheMaximumOfEachRowNotOfAll() {
        softmax(-1, 2).forward("with the maximum of the whole tensor the first row would be 0 / 0",
                tensor(shape(2, 2), 0, 0, 500, 500), 0.5, 0.5, 0.5, 0.5);
    }

    @Test
    void givesMaskedScoresTheProbabilityZero() {
        softmax(-1, 1).forward("exp(-infinity) is 0: this is how attention hides the future", vector(0, -INFINITY, 0), 0.5, 0, 0.5);
    }

    @Test
    void makesRowsWithoutAnAnswerNaN() {
        double nan = Double.NaN;
        softmax(-1, 2).forward("infinity - infinity is NaN, and NaN spreads over its row, not over others",
                tensor(shape(4, 2), INFINITY, 0, -INFINITY, -INFINITY, nan, 0, 1, 1), nan, nan, nan, nan, nan, nan, 0.5, 0.5);
    }

    @Test
    void agreesWithTheReferenceInEveryMemoryLayout() {
        softmax(1, 3).agreesWithTheReferenceInEveryLayout(3, 4, 5);
        softmax(0, 3).agreesWithTheReferenceInEveryLayout(3, 4, 5);
        softmax(-1, 3).agreesWithTheReferenceInEveryLayout(3, 4, 5);
    }

    @Test
    void hasTheGradientOfCentralDifferencesAlongEveryAxis() {
        for (int axis = -3; axis < 3; axis++) {
            softmax(axis, 3).gradientAgreesWithCentralDifferences(2, 3, 4);
        }
    }

    @Test
    void keepsEmptyAndSingleShapes() {
        softmax(0, 1).keepsOddShapes(shape(1), shape(0));
        softmax(1, 3).keepsOddShapes(shape(1, 1, 1), shape(2, 0, 3), shape(0, 3, 2));
    }

    @Test
    void refusesAnAxisThatDoesNotExist() {
        Check.call("Softmax[axis=2].forward", "(2, 3)").because("the axes of a matrix are 0, 1, or -1, -2")
                .refuses(ShapeException.class, () -> new Softmax(2).forward(random(1, 2, 3)), "(2, 3)");
    }

    @Test
    void agreesWithPyTorch() {
        Golden.load(getClass(), "activations.json", "softmax").forEach(golden ->
                softmax(golden.args().get("axis").asInt(), golden.inputs().getFirst().shape().length).agreesWith(golden));
    }
}
