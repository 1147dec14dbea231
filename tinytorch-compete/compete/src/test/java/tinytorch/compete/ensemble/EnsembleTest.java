package tinytorch.compete.ensemble;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.compress.distill.DistillationLoss;
import tinytorch.nn.Layer;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compete.ensemble")
class EnsembleTest {

    /** A network that always says the same. */
    private static Layer saying(Tensor logits) {
        return new Layer() {
            @Override
            public Tensor forward(Tensor input) {
                return logits;
            }
        };
    }

    private static Layer saying(double... logits) {
        return saying(tensor(shape(1, logits.length), logits));
    }

    private static Tensor anything() {
        return tensor(shape(1, 1), 0);
    }

    private static double[] logs(double... probabilities) {
        return java.util.Arrays.stream(probabilities).map(Math::log).toArray();
    }

    @Test
    void theMeanOfProbabilities() {
        Ensemble two = new Ensemble(List.of(saying(Math.log(3), 0), saying(0, 0)));
        Check.call("Ensemble.forward", "3/4 1/4 and 1/2 1/2").because("5/8 and 3/8, as logarithms").gives(() -> values(two.forward(anything())), Values.of(logs(0.625, 0.375), 1, 2));
    }

    @Test
    void oneThatIsSureDoesNotSilenceTheOthers() {
        Ensemble three = new Ensemble(List.of(saying(0, 20), saying(2, 0), saying(2, 0)));
        Tensor output = Check.call("Ensemble.forward").run(() -> three.forward(anything()));
        Check.call("Ensemble.forward", "one says class 1 with logit 20, two say class 0 with logit 2").because("the mean of the logits would say class 1")
                .holds(output.get(0, 0) > output.get(0, 1), "class 0 is the likelier", output);
    }

    @Test
    void everyRowForItself() {
        Tensor a = random(1, 3, 4);
        Tensor b = random(2, 3, 4);
        double[] expected = new double[12];
        for (int n = 0; n < 3; n++) {
            double sumA = 0;
            double sumB = 0;
            for (int c = 0; c < 4; c++) {
                sumA += Math.exp(a.get(n, c));
                sumB += Math.exp(b.get(n, c));
            }
            for (int c = 0; c < 4; c++) {
                expected[n * 4 + c] = Math.log(0.5 * Math.exp(a.get(n, c)) / sumA + 0.5 * Math.exp(b.get(n, c)) / sumB);
            }
        }
        for (Tensor layout : tinytorch.tensor.TestTensors.layouts(a)) {
            Check.call("Ensemble.forward", a.shape()).gives(() -> values(new Ensemble(List.of(saying(layout), saying(b))).forward(anything())), Values.of(expected, 3, 4));
        }
    }

    @Test
    @LookAt("Ensemble.mean")
    void hugeLogitsAreNoTrouble() {
        Ensemble two = new Ensemble(List.of(saying(3000, 0, -3000), saying(2000, 0, -2000)));
        Check.call("Ensemble.forward", "[3000, 0, -3000], [2000, 0, -2000]").because("the logarithm of a probability that is no number any more is one")
                .gives(() -> values(two.forward(anything())), Values.of(new double[] {0, -2000 - Math.log(2), -4000 - Math.log(2)}, 1, 3));
    }

    @Test
    @LookAt("Ensemble.mean")
    void aClassThatAllRuleOutStaysRuledOut() {
        double no = Double.NEGATIVE_INFINITY;
        Ensemble two = new Ensemble(List.of(saying(0, no, no), saying(0, 0, no)));
        Check.call("Ensemble.forward", "[0, -inf, -inf], [0, 0, -inf]").because("probabilities 1 0 0 and 1/2 1/2 0: the mean is 3/4 1/4 0").within(Tolerance.FLOAT)
                .gives(() -> values(two.forward(anything())), Values.of(logs(0.75, 0.25, 0), 1, 3));
        Ensemble lost = new Ensemble(List.of(saying(0, Double.NaN), saying(0, 0)));
        Check.call("Ensemble.forward", "[0, NaN], [0, 0]").because("a member that says NaN is not hidden").holds(Float.isNaN(lost.forward(anything()).get(0, 0)), "NaN", "a number");
    }

    @Test
    @LookAt("Ensemble.mean")
    void aTeacherAveragesWhatIsSoftened() {
        double[] z1 = {2 * Math.log(3), 0};
        double[] z2 = {0, 2 * Math.log(7)};
        Ensemble teacher = new Ensemble(List.of(saying(z1), saying(z2))).at(2);
        // At T = 2: [3/4, 1/4] and [1/8, 7/8], mean [7/16, 9/16].
        Tensor output = Check.call("Ensemble.at(2).forward").run(() -> teacher.forward(anything()));
        Check.call("Ensemble.at(2).forward").because("T log of the mean of softmax(z / T)").gives(() -> values(output), Values.of(new double[] {2 * Math.log(7 / 16.0), 2 * Math.log(9 / 16.0)}, 1, 2));
        Tensor student = tensor(shape(1, 2), 2 * Math.log(7), 2 * Math.log(9));
        Tensor targets = Tensor.concat(1, tensor(shape(1, 1), 0), output);
        Check.call("DistillationLoss(2, 1)", "a student that says 7 : 9 at T = 2").because("it says what the teachers say on average")
                .gives(() -> values(new DistillationLoss(2, 1).value(student, targets)),
                Values.of(new double[] {0}));
    }

    @Test
    void membersMustAgreeOnTheClasses() {
        Check.call("Ensemble.forward", "one member").gives(() -> values(new Ensemble(List.of(saying(0, 0))).forward(anything())), Values.of(logs(0.5, 0.5), 1, 2));
        Check.call("Ensemble.forward").refuses(ShapeException.class, () -> new Ensemble(List.of(saying(1, 2), saying(1, 2, 3))).forward(anything()), "member 1", "(1, 3)");
    }
}
