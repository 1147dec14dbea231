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

@Tag("activations.log-softmax")
class LogSoftmaxTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double LN_8 = Math.log(8);

    private static ActivationChecks logSoftmax(int axis, int rank) {
        return new ActivationChecks(new LogSoftmax(axis), Reference.along(axis < 0 ? axis + rank : axis, Reference::logSoftmax));
    }

    @Test
    void givesTheLogarithmOfProbabilities() {
        logSoftmax(-1, 1).forward("the probabilities are 1/8, 2/8, 5/8",
                vector(0, Math.log(2), Math.log(5)), -LN_8, Math.log(2) - LN_8, Math.log(5) - LN_8);
    }

    @Test
    void worksAlongItsAxisOnly() {
        double ln3 = Math.log(3);
        double ln4 = Math.log(4);
        double ln2 = Math.log(2);
        logSoftmax(0, 2).forward("axis 0 goes down the columns: 1/4 and 3/4 in the first, 1/2 and 1/2 in the second",
                tensor(shape(2, 2), 0, 7, ln3, 7), -ln4, -ln2, ln3 - ln4, -ln2);
    }

    @Test
    void hasProbabilitiesMinusTheAnswerAsItsGradient() {
        logSoftmax(-1, 1).backward("dL/dy - exp(y) * sum(dL/dy): the sum is -1, so probabilities are added",
                vector(0, 0, -1), vector(-LN_8, Math.log(2) - LN_8, Math.log(5) - LN_8), 0.125, 0.25, -0.375);
    }

    @Test
    void isExactWhereTheProbabilityRoundsToZero() {
        logSoftmax(-1, 2).forward("log(softmax(x)) would be log(0) = -infinity: subtract the logarithm of the sum instead",
                tensor(shape(3, 2), 0, -1e4, 1e4, -1e4, -1e4, -1e4), 0, -1e4, 0, -2e4, -Math.log(2), -Math.log(2));
    }

    @Test
    void subtractsTheMaximumOfEachRowNotOfAll() {
        logSoftmax(-1, 2).forward("with the maximum of the whole tensor the first row would be log(0)", tensor(shape(2, 2), 0, 0, 500, 500),
                -Math.log(2), -Math.log(2), -Math.log(2), -Math.log(2));
    }

    @Test
    void keepsMaskedScoresAndMakesRowsWithoutAnAnswerNaN() {
        double nan = Double.NaN;
        logSoftmax(-1, 2).forward("a score of -infinity has the log-probability -infinity; infinity - infinity is NaN",
                tensor(shape(4, 2), 0, -INFINITY, INFINITY, 0, -INFINITY, -INFINITY, nan, 0), 0, -INFINITY, nan, nan, nan, nan, nan, nan);
    }

    @Test
    void agreesWithTheReferenceInEveryMemoryLayout() {
        logSoftmax(1, 3).agreesWithTheReferenceInEveryLayout(3, 4, 5);
        logSoftmax(0, 3).agreesWithTheReferenceInEveryLayout(3, 4, 5);
        logSoftmax(-1, 3).agreesWithTheReferenceInEveryLayout(3, 4, 5);
    }

    @Test
    void hasTheGradientOfCentralDifferencesAlongEveryAxis() {
        for (int axis = -3; axis < 3; axis++) {
            logSoftmax(axis, 3).gradientAgreesWithCentralDifferences(2, 3, 4);
        }
    }

    @Test
    void keepsEmptyAndSingleShapes() {
        logSoftmax(0, 1).keepsOddShapes(shape(1), shape(0));
        logSoftmax(1, 3).keepsOddShapes(shape(1, 1, 1), shape(2, 0, 3), shape(0, 3, 2));
    }

    @Test
    void refusesAnAxisThatDoesNotExist() {
        Check.call("LogSoftmax[axis=2].forward", "(2, 3)").because("the axes of a matrix are 0, 1, or -1, -2")
                .refuses(ShapeException.class, () -> new LogSoftmax(2).forward(random(1, 2, 3)), "(2, 3)");
    }

    @Test
    void agreesWithPyTorch() {
        Golden.load(getClass(), "activations.json", "log_softmax").forEach(golden ->
                logSoftmax(golden.args().get("axis").asInt(), golden.inputs().getFirst().shape().length).agreesWith(golden));
    }
}
