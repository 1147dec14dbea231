package tinytorch.optim;

import static tinytorch.optim.ScheduleCases.factors;
import static tinytorch.optim.Steps.number;
import static tinytorch.optim.Steps.one;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("optim.decay")
class DecayTest {

    @Test
    void stairs() {
        factors(new StepDecay(3, 0.5), "half after every 3 steps", 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125);
        Check.call("new StepDecay(0, 0.5)").refuses(IllegalArgumentException.class, () -> new StepDecay(0, 0.5), "at least 1 step", "0");
    }

    @Test
    void exponential() {
        factors(new ExponentialDecay(0.5), "half after every step", 1, 0.5, 0.25, 0.125);
        Check.call("new ExponentialDecay(1.5)").refuses(IllegalArgumentException.class, () -> new ExponentialDecay(1.5), "gamma", "1.5");
    }

    @Test
    void cosine() {
        double r = Math.sqrt(0.5);
        factors(new CosineDecay(4, 0), "(1 + cos) / 2 at 0, 45, 90, 135 and 180 degrees", 1, (1 + r) / 2, 0.5, (1 - r) / 2, 0);
        factors(new CosineDecay(2, 0.2), "from 1 to 0.2, the middle is 0.6", 1, 0.6, 0.2);
        Check.call("new CosineDecay(5, 2)").refuses(IllegalArgumentException.class, () -> new CosineDecay(5, 2), "2.0");
    }

    @Test
    void cosineStaysAtItsEnd() {
        factors(new CosineDecay(2, 0.25), "after the last step nothing changes", 1, 0.625, 0.25, 0.25, 0.25, 0.25);
    }

    @Test
    @LookAt("StepDecay.factor")
    void aScheduleSetsTheRateOfEveryGroup() {
        ParameterGroup fast = Steps.group(one(0), 0.4);
        ParameterGroup slow = ParameterGroup.of(Map.of("q", one(0)), 0.1);
        SGD sgd = new SGD(List.of(fast, slow), Momentum.of(0.9));
        Schedule schedule = new StepDecay(1, 0.5);
        Check.call("Schedule.apply", "step 2").because("a quarter of the group's initial rate, however often it was applied").equal(() -> {
            schedule.apply(sgd, 1);
            schedule.apply(sgd, 2);
            schedule.apply(sgd, 2);
            return List.of(fast.learningRate(), slow.learningRate(), fast.momentum());
        }, List.of(0.1, 0.025, 0.9));
        Check.call("Schedule.apply", "step -1").refuses(IllegalArgumentException.class, () -> {
            schedule.apply(sgd, -1);
            return null;
        }, "-1");
    }

    @Test
    void agreesWithPyTorchsStepLR() {
        ScheduleCases.agree("step", c -> new StepDecay((long) number(c, "every", 0), number(c, "gamma", 0)));
    }

    @Test
    void agreesWithPyTorchsExponentialLR() {
        ScheduleCases.agree("exponential", c -> new ExponentialDecay(number(c, "gamma", 0)));
    }

    @Test
    void agreesWithPyTorchsCosineAnnealingLR() {
        ScheduleCases.agree("cosine", c -> new CosineDecay((long) number(c, "steps", 0), number(c, "end", 0)));
    }
}
