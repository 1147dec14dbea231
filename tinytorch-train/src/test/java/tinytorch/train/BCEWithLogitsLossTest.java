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

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("train.bce")
class BCEWithLogitsLossTest {
    private static void value(BCEWithLogitsLoss loss, Tensor logits, Tensor targets, double expected, String why) {
        check(loss + ".value", logits, targets).because(why).gives(() -> values(loss.value(logits, targets)), Values.of(new double[] {expected}));
    }

    private static void gradient(BCEWithLogitsLoss loss, Tensor logits, Tensor targets, double[] expected, String why) {
        check(loss + ".gradient", logits, targets).because(why)
                .gives(() -> values(loss.gradient(logits, targets)), Values.of(expected, logits.dims()));
    }

    @Test
    void softplusIsExactEverywhere() {
        double[] x = {0, 1, -1, 1000, -1000};
        double[] expected = {Math.log(2), 1.3132617, 0.3132617, 1000, 0};
        for (int i = 0; i < x.length; i++) {
            double at = x[i];
            double log = expected[i];
            Check.call("BCEWithLogitsLoss.softplus", at).because("max(x, 0) + log1p(exp(-|x|)), where no power is above 1")
                    .gives(() -> Values.of(new double[] {BCEWithLogitsLoss.softplus(at)}), Values.of(new double[] {log}));
        }
        Check.call("BCEWithLogitsLoss.softplus", -40).because("exp(-40) is far below the last digit of 1: log1p keeps it, log(1 + ...) gives 0")
                .within(new Tolerance(0, 1e-9))
                .gives(() -> Values.of(new double[] {BCEWithLogitsLoss.softplus(-40)}), Values.of(new double[] {Math.exp(-40)}));
    }

    @Test
    void knowingNothingCostsTheLogarithmOfTwo() {
        value(new BCEWithLogitsLoss(), vector(0, 0), vector(1, 0), 0.6931472, "both answers have probability 1/2");
        gradient(new BCEWithLogitsLoss(), vector(0, 0), vector(1, 0), new double[] {-0.25, 0.25}, "(sigmoid - target) / 2");
    }

    @Test
    void theLossIsAMeanOverAllElements() {
        Tensor logits = tensor(shape(2, 2), Math.log(3), Math.log(3), 0, 0);
        Tensor targets = tensor(shape(2, 2), 1, 0, 1, 0);
        value(new BCEWithLogitsLoss(), logits, targets, (-Math.log(0.75) - Math.log(0.25) + 2 * Math.log(2)) / 4, "sigmoid(log 3) is 3/4");
        gradient(new BCEWithLogitsLoss(), logits, targets, new double[] {-0.0625, 0.1875, -0.125, 0.125}, "n counts all four elements");
    }

    @Test
    void theWeightIsThatOfTheYeses() {
        value(new BCEWithLogitsLoss(3), vector(0, 0), vector(1, 0), 1.3862944, "the first costs 3 log 2, the second log 2");
        gradient(new BCEWithLogitsLoss(3), vector(0, 0), vector(1, 0), new double[] {-0.75, 0.25}, "only the yes is three times as steep");
    }

    @Test
    void aTargetMayBeAProbability() {
        value(new BCEWithLogitsLoss(), vector(Math.log(3)), vector(0.75), -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25),
                "the entropy of (3/4, 1/4), the least there can be");
        gradient(new BCEWithLogitsLoss(), vector(Math.log(3)), vector(0.75), new double[] {0}, "prediction and truth agree");
    }

    @Test
    void staysFiniteForHugeLogits() {
        value(new BCEWithLogitsLoss(), vector(200, -200, 200, -200), vector(1, 0, 0, 1), 100,
                "two are right and cost nothing, two are wrong and cost 200 each");
        gradient(new BCEWithLogitsLoss(), vector(200, -200, 200, -200), vector(1, 0, 0, 1), new double[] {0, 0, 0.25, -0.25},
                "certain and right, certain and wrong");
    }

    @Test
    void gradientsAgreeWithCentralDifferences() {
        Tensor logits = random(1, 3, 4);
        Tensor targets = tensor(shape(3, 4), 0, 1, 1, 0, 0.5, 1, 0, 0.25, 1, 1, 0, 0);
        for (float weight : new float[] {1, 2.5f}) {
            BCEWithLogitsLoss loss = new BCEWithLogitsLoss(weight);
            double[] expected = CentralDifference.gradient(x -> new double[] {Reference.binaryCrossEntropy(x, Reference.doubles(targets), weight)},
                    Reference.doubles(logits), new double[] {0.7});
            check(loss + ".backward", logits, targets).because("this is 0.7 times how much the loss changes when a logit is moved by a little")
                    .gives(() -> values(loss.backward(tensor(shape(), 0.7), null, List.of(logits, targets)).getFirst()), Values.of(expected, 3, 4));
        }
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(BCEWithLogitsLossTest.class, "golden.json", "bce")) {
            Tensor logits = tensor(c.inputs().get(0));
            Tensor targets = tensor(c.inputs().get(1));
            BCEWithLogitsLoss loss = new BCEWithLogitsLoss((float) c.args().get("weight").asDouble());
            String why = "PyTorch gives this for " + c.name();
            check("BCEWithLogitsLoss.value", logits, targets).because(why).gives(() -> values(loss.value(logits, targets)), c.outputs().get(0));
            check("BCEWithLogitsLoss.gradient", logits, targets).because(why).gives(() -> values(loss.gradient(logits, targets)), c.outputs().get(1));
        }
    }

    @Test
    void readsLogitsOfEveryMemoryLayoutAndRefusesOtherShapes() {
        Tensor logits = random(4, 3, 4);
        Tensor targets = tensor(shape(3, 4), 0, 1, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0);
        BCEWithLogitsLoss loss = new BCEWithLogitsLoss();
        Values value = check("BCEWithLogitsLoss.value", logits, targets).run(() -> values(loss.value(logits, targets)));
        Values gradient = check("BCEWithLogitsLoss.gradient", logits, targets).run(() -> values(loss.gradient(logits, targets)));
        for (Tensor layout : layouts(logits)) {
            String why = "a view must give what its contiguous copy gives";
            check("BCEWithLogitsLoss.value", layout, targets).because(why).gives(() -> values(loss.value(layout, targets)), value);
            check("BCEWithLogitsLoss.gradient", layout, targets).because(why).gives(() -> values(loss.gradient(layout, targets)), gradient);
        }
        check("BCEWithLogitsLoss.value", logits, vector(1)).because("broadcasting would compare each with each")
                .refuses(ShapeException.class, () -> loss.value(logits, vector(1)), "(3, 4)", "(1,)");
        Check.call("BCEWithLogitsLoss", 0).refuses(IllegalArgumentException.class, () -> new BCEWithLogitsLoss(0), "0.0");
    }
}
