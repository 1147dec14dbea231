package tinytorch.train;

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

import tinytorch.tensor.Shape;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("train.cross-entropy")
class CrossEntropyLossTest {
    private static final Tensor ONE = tensor(shape(1, 2), 0, Math.log(3));

    private static void value(CrossEntropyLoss loss, Tensor logits, Tensor classes, double expected, String why) {
        check(loss + ".value", logits, classes).because(why).gives(() -> values(loss.value(logits, classes)), Values.of(new double[] {expected}));
    }

    private static void gradient(CrossEntropyLoss loss, Tensor logits, Tensor classes, double[] expected, String why) {
        check(loss + ".gradient", logits, classes).because(why)
                .gives(() -> values(loss.gradient(logits, classes)), Values.of(expected, logits.dims()));
    }

    @Test
    void logSumExpIsTakenOfTheRow() {
        float[] z = {50, 0, (float) Math.log(3), 70};
        Check.call("CrossEntropyLoss.logSumExp", "[50, 0, log 3, 70]", "at 1", "2 numbers")
                .because("log(1 + 3): the numbers before and behind belong to others")
                .gives(() -> Values.of(new double[] {CrossEntropyLoss.logSumExp(z, 1, 2)}), Values.of(new double[] {Math.log(4)}));
    }

    @Test
    void logSumExpDoesNotOverflow() {
        Check.call("CrossEntropyLoss.logSumExp", "[1000, 1000]").because("exp(1000) is infinite: take the largest out first, 1000 + log(1 + 1)")
                .gives(() -> Values.of(new double[] {CrossEntropyLoss.logSumExp(new float[] {1000, 1000}, 0, 2)}),
                Values.of(new double[] {1000 + Math.log(2)}));
        Check.call("CrossEntropyLoss.logSumExp", "[-1000, -1000]").because("exp(-1000) is 0 and its logarithm -infinity: -1000 + log(1 + 1)")
                .gives(() -> Values.of(new double[] {CrossEntropyLoss.logSumExp(new float[] {-1000, -1000}, 0, 2)}),
                Values.of(new double[] {-1000 + Math.log(2)}));
    }

    @Test
    void withoutOptionsItIsTheNegativeLogarithmOfTheTrueClass() {
        value(new CrossEntropyLoss(), ONE, vector(1), 0.2876821, "softmax is [1/4, 3/4]: -log(3/4)");
        value(new CrossEntropyLoss(), tensor(shape(2, 2), 0, Math.log(3), 0, Math.log(3)), vector(1, 0), 0.8369882,
                "the mean of -log(3/4) and -log(1/4)");
    }

    @Test
    void smoothingSpreadsTheTarget() {
        value(new CrossEntropyLoss(0.2), ONE, vector(1), 0.3975434, "the target is [0.1, 0.9]: -0.1 log(1/4) - 0.9 log(3/4)");
        gradient(new CrossEntropyLoss(0.2), ONE, vector(1), new double[] {0.15, -0.15}, "softmax minus target: [1/4 - 0.1, 3/4 - 0.9]");
        value(new CrossEntropyLoss(1.0), ONE, vector(1), 0.8369882, "all of the target is spread: -0.5 log(1/4) - 0.5 log(3/4)");
    }

    @Test
    void theGradientIsProbabilityMinusTarget() {
        Tensor two = tensor(shape(2, 2), 0, Math.log(3), 0, Math.log(3));
        gradient(new CrossEntropyLoss(), ONE, vector(1), new double[] {0.25, -0.25}, "softmax is [1/4, 3/4], and class 1 is true");
        gradient(new CrossEntropyLoss(), two, vector(1, 0), new double[] {0.125, -0.125, -0.375, 0.375},
                "the loss is a mean, so every row is divided by 2");
    }

    @Test
    void ignoredExamplesDoNotCount() {
        Tensor logits = tensor(shape(3, 2), 0, Math.log(3), 5, -7, 0, Math.log(3));
        CrossEntropyLoss loss = new CrossEntropyLoss(0, -1);
        value(loss, logits, vector(1, -1, 0), 0.8369882, "the mean goes over the two examples that count, not over three");
        gradient(loss, logits, vector(1, -1, 0), new double[] {0.125, -0.125, 0, 0, -0.375, 0.375},
                "an ignored row has gradient 0, the others are divided by 2");
    }

    @Test
    void anIgnoredClassMayBeOneThatExists() {
        Tensor logits = tensor(shape(2, 2), 3, 4, 0, Math.log(3));
        value(new CrossEntropyLoss(0, 0), logits, vector(0, 1), 0.2876821, "class 0 is padding here");
        gradient(new CrossEntropyLoss(0, 0), logits, vector(0, 1), new double[] {0, 0, 0.25, -0.25}, "class 0 is padding here");
    }

    @Test
    void ifAllAreIgnoredTheMeanIsNotANumber() {
        CrossEntropyLoss loss = new CrossEntropyLoss(0.1f, -100);
        value(loss, ONE, vector(-100), Double.NaN, "0/0, as in PyTorch");
        gradient(loss, ONE, vector(-100), new double[] {0, 0}, "nothing can be learned from ignored examples");
    }

    @Test
    void staysFiniteForHugeLogits() {
        Tensor logits = tensor(shape(2, 2), 1e4, -1e4, -1e4, 1e4);
        value(new CrossEntropyLoss(), logits, vector(0, 0), 10_000, "0 for the first example, 20,000 for the second");
        gradient(new CrossEntropyLoss(), logits, vector(0, 0), new double[] {0, 0, -0.5, 0.5}, "certain and right, certain and wrong");
    }

    @Test
    void aMaskedClassHasNoPart() {
        Tensor logits = tensor(shape(1, 3), 0, Double.NEGATIVE_INFINITY, Math.log(3));
        value(new CrossEntropyLoss(), logits, vector(2), 0.2876821,
                "the probability of the masked class is 0; its logit must not be multiplied by a smoothing of 0");
        gradient(new CrossEntropyLoss(), logits, vector(2), new double[] {0.25, 0, -0.25}, "the probability of the masked class is 0");
    }

    @Test
    void gradientsAgreeWithCentralDifferences() {
        Tensor logits = random(1, 5, 4);
        Tensor classes = vector(3, 0, -100, 2, 1);
        for (double smoothing : new double[] {0, 0.1, 1}) {
            CrossEntropyLoss loss = new CrossEntropyLoss(smoothing);
            double[] expected = CentralDifference.gradient(z -> new double[] {Reference.crossEntropy(z, classes.toArray(), smoothing, -100)},
                    Reference.doubles(logits), new double[] {0.7});
            check(loss + ".backward", logits, classes).because("this is 0.7 times how much the loss changes when a logit is moved by a little")
                    .gives(() -> values(loss.backward(tensor(shape(), 0.7), null, List.of(logits, classes)).getFirst()), Values.of(expected, 5, 4));
        }
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(CrossEntropyLossTest.class, "golden.json", "cross_entropy")) {
            Tensor logits = tensor(c.inputs().get(0));
            Tensor classes = tensor(c.inputs().get(1));
            CrossEntropyLoss loss = new CrossEntropyLoss((float) c.args().get("smoothing").asDouble(), c.args().get("ignored").asInt());
            String why = "PyTorch gives this for " + c.name();
            check("CrossEntropyLoss.value", logits, classes).because(why).gives(() -> values(loss.value(logits, classes)), c.outputs().get(0));
            check("CrossEntropyLoss.gradient", logits, classes).because(why).gives(() -> values(loss.gradient(logits, classes)), c.outputs().get(1));
        }
    }

    @Test
    void readsLogitsOfEveryMemoryLayoutAndChangesNone() {
        Tensor logits = random(4, 3, 4);
        Tensor classes = vector(1, 3, 0);
        CrossEntropyLoss loss = new CrossEntropyLoss(0.1);
        Values before = values(logits);
        Values value = check("CrossEntropyLoss.value", logits, classes).run(() -> values(loss.value(logits, classes)));
        Values gradient = check("CrossEntropyLoss.gradient", logits, classes).run(() -> values(loss.gradient(logits, classes)));
        for (Tensor layout : layouts(logits)) {
            String why = "a view must give what its contiguous copy gives";
            check("CrossEntropyLoss.value", layout, classes).because(why).gives(() -> values(loss.value(layout, classes)), value);
            check("CrossEntropyLoss.gradient", layout, classes).because(why).gives(() -> values(loss.gradient(layout, classes)), gradient);
            check("CrossEntropyLoss.gradient", layout, classes).because("the logits are not changed").within(Tolerance.EXACT)
                    .gives(() -> values(layout), before);
        }
    }

    @Test
    void readsRowsOfALargerTensor() {
        Tensor larger = tensor(shape(3, 2), 50, -50, 0, Math.log(3), 0, Math.log(3));
        Tensor rows = Tensor.strided(larger.data(), Shape.of(2, 2), new int[] {2, 1}, 2);
        value(new CrossEntropyLoss(), rows, vector(1, 0), 0.8369882, "rows 1 and 2 of three lie side by side and do not begin at 0: offset");
        gradient(new CrossEntropyLoss(), rows, vector(1, 0), new double[] {0.125, -0.125, -0.375, 0.375}, "offset");
    }

    @Test
    void refusesWhatCanNotBeCompared() {
        CrossEntropyLoss loss = new CrossEntropyLoss(0, -1);
        value(loss, ONE, vector(1), 0.2876821, "softmax is [1/4, 3/4]: -log(3/4)");
        Tensor logits = tensor(shape(2, 3), 1, 2, 3, 4, 5, 6);
        check("CrossEntropyLoss.value", logits, vector(1)).refuses(ShapeException.class, () -> loss.value(logits, vector(1)), "(2, 3)", "(1,)");
        for (double wrong : new double[] {3, -2, 0.5, Double.NaN}) {
            check("CrossEntropyLoss.value", logits, vector(0, wrong))
                    .refuses(IllegalArgumentException.class, () -> loss.value(logits, vector(0, wrong)), "example 1", "0 to 2", "-1");
        }
        Check.call("CrossEntropyLoss", 1.5).refuses(IllegalArgumentException.class, () -> new CrossEntropyLoss(1.5), "1.5");
    }
}
