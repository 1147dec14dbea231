package tinytorch.optim;

import static tinytorch.optim.Steps.group;
import static tinytorch.optim.Steps.number;
import static tinytorch.optim.Steps.numbers;
import static tinytorch.optim.Steps.one;
import static tinytorch.optim.Steps.path;
import static tinytorch.optim.Steps.step;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("optim.momentum")
class MomentumTest {

    @Test
    void velocityAddsUp() {
        Tensor p = one(1);
        Check.call("SGD(0.1, momentum 0.5)", "p = 1", "gradient 1 three times").because("velocities 1, 1.5, 1.75")
                .gives(() -> path(new SGD(group(p, 0.1), Momentum.of(0.5)), p, 1, 1, 1), numbers(0.9, 0.75, 0.575));
    }

    @Test
    void theVelocityLivesOnWithoutGradient() {
        Tensor p = one(1);
        Check.call("SGD(0.1, momentum 0.5)", "p = 1", "gradients 4, 0, 0").because("velocities 4, 2, 1: the ball rolls on")
                .gives(() -> path(new SGD(group(p, 0.1), Momentum.of(0.5)), p, 4, 0, 0), numbers(0.6, 0.4, 0.3));
    }

    @Test
    void nesterovLooksAhead() {
        Tensor p = one(1);
        Check.call("SGD(0.1, Nesterov 0.5)", "p = 1", "gradient 1 twice").because("d + 0.5 * v is 1.5, then 1 + 0.5 * 1.5")
                .gives(() -> path(new SGD(group(p, 0.1), Momentum.nesterov(0.5)), p, 1, 1), numbers(0.85, 0.675));
    }

    @Test
    void dampeningSparesTheFirstStep() {
        Tensor p = one(1);
        Check.call("SGD(0.1, momentum 0.5, dampening 0.5)", "p = 1", "gradient 1 twice").because("v = 1, then 0.5 * 1 + 0.5 * 1 = 1")
                .gives(() -> path(new SGD(group(p, 0.1), new Momentum(0.5, 0.5, false)), p, 1, 1), numbers(0.9, 0.8));
        Check.call("new Momentum(0.9, 0.5, true)").because("PyTorch refuses it too")
                .refuses(IllegalArgumentException.class, () -> new Momentum(0.9, 0.5, true), "nesterov", "dampening 0.5");
        Check.call("new Momentum(1, 0, false)").refuses(IllegalArgumentException.class, () -> new Momentum(1, 0, false), "1.0");
    }

    @Test
    void weightDecayIsPartOfTheGradient() {
        Tensor p = one(1);
        Check.call("SGD(0.1, momentum 0.5, weight decay 1)", "p = 1", "gradient 0 twice").because("d = 1, v = 1, p = 0.9; d = 0.9, v = 1.4, p = 0.76")
                .gives(() -> path(new SGD(group(p, 0.1).weightDecay(1), Momentum.of(0.5)), p, 0, 0), numbers(0.9, 0.76));
    }

    @Test
    @LookAt("SGD.roll")
    void theGroupsMomentumCountsInEveryStep() {
        Tensor p = one(0);
        ParameterGroup group = group(p, 1);
        SGD sgd = new SGD(group, Momentum.of(0.5));
        Check.call("SGD(1, momentum 0.5)", "gradient 1, then momentum 0.25").because("a schedule changes it: v = 0.25 * 1 + 1").gives(() -> {
            step(sgd, p, 1);
            group.momentum(0.25);
            step(sgd, p, 1);
            return values(p);
        }, Values.of(new double[] {-2.25}, 1));
    }

    @Test
    void everyParameterHasItsOwnVelocityAndCount() {
        Tensor p = one(0);
        Tensor late = one(0);
        SGD sgd = new SGD(ParameterGroup.of(Map.of("p", p, "late", late), 1), new Momentum(0.5, 0.5, false));
        Check.call("SGD(1, momentum 0.5, dampening 0.5)", "a parameter whose first gradient comes in the second step")
                .because("its first step is undamped: -1").gives(() -> {
                    step(sgd, p, 8);
                    step(sgd, late, 1);
                    return values(late);
                }, Values.of(new double[] {-1}, 1));
    }

    @Test
    @LookAt("SGD.roll")
    void agreesWithPyTorch() {
        List<Golden.Case> cases = Golden.load(MomentumTest.class, "golden.json", "sgd").stream().filter(c -> number(c, "momentum", 0) > 0).toList();
        Steps.agree("SGD", cases, c -> group -> new SGD(group, new Momentum(number(c, "momentum", 0), number(c, "dampening", 0), c.args().has("nesterov"))));
    }

    @Test
    void twoGroupsAgreeWithPyTorch() {
        Golden.Case c = Golden.load(MomentumTest.class, "golden.json", "groups").getFirst();
        Tensor a = tensor(c.inputs().get(0)).requiresGrad(true);
        Tensor b = tensor(c.inputs().get(2)).requiresGrad(true);
        ParameterGroup second = ParameterGroup.of(Map.of("b", b), 0.02);
        SGD sgd = new SGD(List.of(ParameterGroup.of(Map.of("a", a), 0.1).weightDecay(0.01), second), Momentum.of(0.9));
        Values gradients = c.inputs().get(3);
        for (int i = 0; i < 10; i++) {
            second.learningRate(0.02 / (i + 1));
            b.zeroGrad();
            b.accumulateGrad(tensor(b.dims(), Arrays.copyOfRange(gradients.data(), i * b.size(), (i + 1) * b.size())));
            a.zeroGrad();
            a.accumulateGrad(tensor(a.dims(), Arrays.copyOfRange(c.inputs().get(1).data(), i * a.size(), (i + 1) * a.size())));
            int step = i;
            Check.call("SGD of two groups, step " + i).gives(() -> {
                sgd.step();
                return values(a);
            }, row(c.outputs().get(0), step, a));
            Check.call("SGD of two groups, step " + i).because("the second group's rate is changed before every step")
                    .gives(() -> values(b), row(c.outputs().get(1), step, b));
        }
    }

    private static Values row(Values path, int step, Tensor p) {
        return Values.of(Arrays.copyOfRange(path.data(), step * p.size(), (step + 1) * p.size()), p.dims());
    }
}
