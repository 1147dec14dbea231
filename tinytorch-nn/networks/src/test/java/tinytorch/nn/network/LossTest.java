package tinytorch.nn.network;

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
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("networks.loss")
class LossTest {
    private final MeanSquaredError squared = new MeanSquaredError();
    private final CrossEntropy entropy = new CrossEntropy();

    @Test
    void theMeanSquaredErrorIsAMean() {
        Tensor p = vector(1, 2);
        Tensor t = vector(0, 4);
        check("MeanSquaredError.value", p, t).because("((1 - 0)^2 + (2 - 4)^2) / 2")
                .gives(() -> values(squared.value(p, t)), Values.of(new double[] {2.5}));
        check("MeanSquaredError.gradient", p, t).because("2/n * (prediction - target), here with n = 2")
                .gives(() -> values(squared.gradient(p, t)), Values.of(new double[] {1, -2}, 2));
    }

    @Test
    void theMeanSquaredErrorCountsAllElements() {
        Tensor p = tensor(shape(2, 2), 1, 2, 3, 4);
        Tensor t = tensor(shape(2, 2), 0, 0, 0, 0);
        check("MeanSquaredError.value", p, t).because("(1 + 4 + 9 + 16) / 4").gives(() -> values(squared.value(p, t)), Values.of(new double[] {7.5}));
        check("MeanSquaredError.gradient", p, t).because("n counts all elements, not the rows: 2/4 * prediction")
                .gives(() -> values(squared.gradient(p, t)), Values.of(new double[] {0.5, 1, 1.5, 2}, 2, 2));
    }

    @Test
    void knowingNothingCostsTheLogarithmOfTheNumberOfClasses() {
        Tensor logits = tensor(shape(2, 4), 5, 5, 5, 5, -3, -3, -3, -3);
        check("CrossEntropy.value", logits, vector(0, 3)).because("equal logits give every class the probability 1/4: -log(1/4) = 1.3863")
                .gives(() -> values(entropy.value(logits, vector(0, 3))), Values.of(new double[] {1.3862944}));
    }

    @Test
    void theCrossEntropyIsAMeanOverTheExamples() {
        Tensor one = tensor(shape(1, 2), 0, Math.log(3));
        check("CrossEntropy.value", one, vector(1)).because("the true class has the probability 3/4: -log(3/4) = 0.2877")
                .gives(() -> values(entropy.value(one, vector(1))), Values.of(new double[] {0.28768207}));
        Tensor two = tensor(shape(2, 2), 0, Math.log(3), 0, Math.log(3));
        check("CrossEntropy.value", two, vector(1, 0)).because("the mean of -log(3/4) and -log(1/4)")
                .gives(() -> values(entropy.value(two, vector(1, 0))), Values.of(new double[] {0.8369882}));
    }

    @Test
    void theGradientOfTheCrossEntropyIsProbabilityMinusTruth() {
        Tensor one = tensor(shape(1, 2), 0, Math.log(3));
        check("CrossEntropy.gradient", one, vector(1)).because("softmax is [1/4, 3/4], and class 1 is true")
                .gives(() -> values(entropy.gradient(one, vector(1))), Values.of(new double[] {0.25, -0.25}, 1, 2));
        Tensor two = tensor(shape(2, 2), 0, Math.log(3), 0, Math.log(3));
        check("CrossEntropy.gradient", two, vector(1, 0)).because("the loss is a mean, so every row is divided by N = 2")
                .gives(() -> values(entropy.gradient(two, vector(1, 0))), Values.of(new double[] {0.125, -0.125, -0.375, 0.375}, 2, 2));
    }

    @Test
    void staysFiniteForHugeLogits() {
        Tensor logits = tensor(shape(2, 2), 1e4, -1e4, -1e4, 1e4);
        check("CrossEntropy.value", logits, vector(0, 0))
                .because("0 for the first example, 20,000 for the second: use LogSoftmax, never log(softmax)")
                .gives(() -> values(entropy.value(logits, vector(0, 0))), Values.of(new double[] {10_000}));
        check("CrossEntropy.gradient", logits, vector(0, 0))
                .gives(() -> values(entropy.gradient(logits, vector(0, 0))), Values.of(new double[] {0, 0, -0.5, 0.5}, 2, 2));
    }

    @Test
    void gradientsAgreeWithCentralDifferences() {
        Tensor logits = random(1, 5, 4);
        Tensor classes = vector(3, 0, 0, 2, 1);
        double[] c = {0.7};
        double[] expected = CentralDifference.gradient(z -> new double[] {Reference.crossEntropy(z, Reference.doubles(classes))}, Reference.doubles(logits), c);
        check("CrossEntropy.backward", logits, classes).because("this is 0.7 times how much the loss changes when a logit is moved by a little")
                .gives(() -> values(entropy.backward(tensor(shape(), 0.7), null, List.of(logits, classes)).getFirst()), Values.of(expected, 5, 4));
        Tensor target = random(2, 5, 4);
        double[] squares = CentralDifference.gradient(p -> new double[] {Reference.meanSquaredError(p, Reference.doubles(target))}, Reference.doubles(logits), c);
        check("MeanSquaredError.backward", logits, target)
                .because("this is 0.7 times how much the loss changes when a prediction is moved by a little")
                .gives(() -> values(squared.backward(tensor(shape(), 0.7), null, List.of(logits, target)).getFirst()), Values.of(squares, 5, 4));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(LossTest.class, "golden.json", "cross_entropy")) {
            golden(entropy, c);
        }
        for (Golden.Case c : Golden.load(LossTest.class, "golden.json", "mse")) {
            golden(squared, c);
        }
    }

    private static void golden(Loss loss, Golden.Case c) {
        Tensor p = tensor(c.inputs().get(0));
        Tensor t = tensor(c.inputs().get(1));
        String why = "PyTorch gives this for " + c.name();
        check(loss.getClass().getSimpleName() + ".value", p, t).because(why).gives(() -> values(loss.value(p, t)), c.outputs().get(0));
        check(loss.getClass().getSimpleName() + ".gradient", p, t).because(why).gives(() -> values(loss.gradient(p, t)), c.outputs().get(1));
    }

    @Test
    void readsPredictionsOfEveryMemoryLayoutAndChangesNone() {
        Tensor p = random(4, 3, 4);
        Tensor t = random(5, 3, 4);
        Tensor classes = vector(1, 3, 0);
        Values before = values(p);
        Values entropyValue = check("CrossEntropy.gradient", p, classes).run(() -> values(entropy.gradient(p, classes)));
        Values squaredValue = check("MeanSquaredError.gradient", p, t).run(() -> values(squared.gradient(p, t)));
        for (Tensor layout : layouts(p)) {
            check("CrossEntropy.gradient", layout, classes).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(entropy.gradient(layout, classes)), entropyValue);
            check("MeanSquaredError.gradient", layout, t).because("a view must give what its contiguous copy gives")
                    .gives(() -> values(squared.gradient(layout, t)), squaredValue);
            check("CrossEntropy.gradient", layout, classes).because("the logits are not changed").within(Tolerance.EXACT)
                    .gives(() -> values(layout), before);
        }
    }

    @Test
    void refusesWhatCanNotBeCompared() {
        check("MeanSquaredError.value", vector(1), vector(1)).run(() -> squared.value(vector(1), vector(1)));
        Tensor column = tensor(shape(2, 1), 1, 2);
        check("MeanSquaredError.value", column, vector(1, 2)).because("broadcasting would compare each with each")
                .refuses(ShapeException.class, () -> squared.value(column, vector(1, 2)), "(2, 1)", "(2,)");
        Tensor logits = tensor(shape(2, 3), 1, 2, 3, 4, 5, 6);
        check("CrossEntropy.value", logits, vector(1)).refuses(ShapeException.class, () -> entropy.value(logits, vector(1)), "(2, 3)", "(1,)");
        for (double wrong : new double[] {3, -1, 0.5, Double.NaN}) {
            check("CrossEntropy.value", logits, vector(0, wrong))
                    .refuses(IllegalArgumentException.class, () -> entropy.value(logits, vector(0, wrong)), "example 1", "0 to 2");
        }
    }
}
