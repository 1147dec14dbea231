package tinytorch.compress.distill;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.distill")
class DistillationLossTest {
    private static final double LN3 = Math.log(3);

    private static void loss(DistillationLoss loss, Tensor logits, Tensor targets, double expected, String why) {
        check(loss + ".value", logits, targets).because(why).gives(() -> values(loss.value(logits, targets)), Values.of(new double[] {expected}));
    }

    @Test
    void addsTeacherAndTruth() {
        Tensor logits = tensor(shape(1, 2), 0, 0);
        Tensor targets = tensor(shape(1, 3), 0, 2 * LN3, 0);
        double divergence = 0.75 * Math.log(1.5) + 0.25 * Math.log(0.5);
        loss(new DistillationLoss(2, 0.5), logits, targets, 0.5 * 4 * divergence + 0.5 * Math.log(2), "p = [3/4, 1/4], q = [1/2, 1/2], and T^2 = 4");
        loss(new DistillationLoss(2, 0), logits, targets, Math.log(2), "alpha 0: the truth alone");
        loss(new DistillationLoss(2, 1), logits, targets, 4 * divergence, "alpha 1: the teacher alone");
    }

    @Test
    void isTheMeanOverTheExamples() {
        Tensor logits = tensor(shape(2, 2), 0, 0, 0, LN3);
        Tensor targets = tensor(shape(2, 3), 1, 0, LN3, 0, 0, LN3);
        double divergence = 0.25 * Math.log(0.5) + 0.75 * Math.log(1.5);
        loss(new DistillationLoss(1, 0.5), logits, targets, 0.5 * divergence / 2 + 0.5 * (Math.log(2) + Math.log(4)) / 2, "the second student says what its teacher says: divergence 0");
    }

    @Test
    void theGradientOfTheWorkedExample() {
        DistillationLoss loss = new DistillationLoss(2, 0.5);
        Tensor logits = tensor(shape(1, 2), 0, 0);
        Tensor targets = tensor(shape(1, 3), 0, 2 * LN3, 0);
        check(loss + ".gradient", logits, targets).because("0.5 * 2 * [-1/4, 1/4] + 0.5 * [-1/2, 1/2]").gives(() -> values(loss.gradient(logits, targets)), Values.of(new double[] {-0.5, 0.5}, 1, 2));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(getClass(), "golden.json", "distillation")) {
            DistillationLoss loss = new DistillationLoss(c.args().get("temperature").asDouble(), c.args().get("alpha").asDouble());
            Tensor logits = tensor(c.inputs().get(0));
            Tensor targets = tensor(c.inputs().get(1));
            check(loss + ".value, " + c.name(), logits, targets).because("F.kl_div and F.cross_entropy give this").gives(() -> values(loss.value(logits, targets)), c.outputs().get(0));
            check(loss + ".gradient, " + c.name(), logits, targets).because("autograd gives this").gives(() -> values(loss.gradient(logits, targets)), c.outputs().get(1));
        }
    }

    @Test
    void theGradientIsTheSlopeOfTheLoss() {
        DistillationLoss loss = new DistillationLoss(3, 0.7);
        Tensor logits = random(1, 2, 4);
        Tensor targets = tensor(shape(2, 5), 1, 0.5, -1, 2, 0, 3, 1, 1, -2, 0.25);
        Tensor gradient = check(loss + ".gradient", logits, targets).run(() -> loss.gradient(logits, targets));
        float h = 1f / 64;
        for (int i = 0; i < logits.size(); i++) {
            Tensor step = Tensor.zeros(2, 4);
            step.set(h, i / 4, i % 4);
            double slope = Check.call(loss + ".value").run(() -> ((double) loss.value(logits.add(step), targets).item() - loss.value(logits.sub(step), targets).item()) / (2 * h));
            float seen = gradient.get(i / 4, i % 4);
            check(loss + ".gradient", logits, targets).because("central difference at place " + i).holds(Math.abs(slope - seen) < 1e-4, "about " + slope, seen);
        }
    }

    @Test
    void largeLogitsAreNoTrouble() {
        DistillationLoss loss = new DistillationLoss(1, 0.5);
        Tensor logits = tensor(shape(1, 2), 1000, 0);
        Tensor targets = tensor(shape(1, 3), 0, -1000, 0);
        loss(loss, logits, targets, 0.5 * 1000, "the teacher is sure of class 1, which the student gives e^-1000");
    }

    @Test
    void classesAloneAreJudgedByTheTruth() {
        DistillationLoss loss = new DistillationLoss(4, 0.9);
        Tensor logits = tensor(shape(1, 2), 0, LN3);
        loss(loss, logits, vector(1), Math.log(4.0 / 3), "validation data has no teacher");
        loss(loss, tensor(shape(1, 2), 0, 0), tensor(shape(1, 3), 1, 0, 0), 0.1 * Math.log(2), "the teacher's share is 0 here");
    }

    @Test
    void readsEveryMemoryLayout() {
        DistillationLoss loss = new DistillationLoss(2, 0.5);
        Tensor logits = random(2, 3, 4);
        Tensor targets = random(3, 3, 5);
        targets.narrow(1, 0, 1).copyFrom(tensor(shape(3, 1), 2, 0, 3));
        Values expected = check(loss + ".gradient", logits, targets).run(() -> values(loss.gradient(logits, targets)));
        for (Tensor view : layouts(logits)) {
            for (Tensor taught : layouts(targets)) {
                check(loss + ".gradient", view, taught).because("a view must give what its contiguous copy gives").within(Tolerance.EXACT)
                        .gives(() -> values(loss.gradient(view, taught)), expected);
            }
        }
    }

    @Test
    void refusesTargetsWithoutTeacher() {
        DistillationLoss loss = new DistillationLoss(2, 0.5);
        loss(loss, tensor(shape(1, 2), 1, 1), tensor(shape(1, 3), 1, 4, 4), 0.5 * Math.log(2), "fitting shapes");
        Check.call(loss + ".value", "(2, 3)", "(2, 3)").refuses(ShapeException.class, () -> loss.value(random(1, 2, 3), random(2, 2, 3)), "(2, 3)");
        Check.call("DistillationLoss", 0, 0.5).refuses(IllegalArgumentException.class, () -> new DistillationLoss(0, 0.5), "0.0");
    }
}
