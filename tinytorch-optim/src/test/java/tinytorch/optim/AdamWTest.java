package tinytorch.optim;

import static tinytorch.optim.Steps.group;
import static tinytorch.optim.Steps.numbers;
import static tinytorch.optim.Steps.one;
import static tinytorch.optim.Steps.path;
import static tinytorch.optim.Steps.step;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("optim.adamw")
class AdamWTest {

    @Test
    void shrinksFirstAndStepsThen() {
        Tensor p = one(2);
        Check.call("AdamW(0.1, weight decay 0.5).step", "p = 2", "gradient 7").because("2 * (1 - 0.1 * 0.5) = 1.9, then a first step of 0.1")
                .gives(() -> path(new AdamW(List.of(group(p, 0.1).weightDecay(0.5)), Moments.DEFAULT), p, 7), numbers(1.8));
    }

    @Test
    void decayDoesNotDependOnTheGradient() {
        Tensor p = vector(1, 1).requiresGrad(true);
        Check.call("AdamW(0.1, weight decay 1).step", "p = [1, 1]", "gradient [0, 1000]").because("both shrink to 0.9; the second takes a step of 0.1 too").gives(() -> {
            step(new AdamW(List.of(group(p, 0.1).weightDecay(1)), Moments.DEFAULT), p, 0, 1000);
            return values(p);
        }, Values.of(new double[] {0.9, 0.8}, 2));
    }

    @Test
    void decayIsNotPartOfTheMeans() {
        Tensor p = one(4);
        AdamW adam = new AdamW(List.of(group(p, 0.1).weightDecay(0.5)), Moments.DEFAULT);
        Check.call("AdamW(0.1, weight decay 0.5)", "p = 4", "gradient 0 twice").because("4 * 0.95 * 0.95: no mean gradient that moves it")
                .gives(() -> path(adam, p, 0, 0), numbers(3.8, 3.61));
    }

    @Test
    void theUsualWeightDecayIsAHundredth() {
        Tensor p = one(1);
        Check.call("new AdamW(parameters, 0.5).step", "p = 1", "gradient 0").because("1 * (1 - 0.5 * 0.01)")
                .gives(() -> path(new AdamW(Map.of("p", p), 0.5), p, 0), numbers(0.995));
    }

    @Test
    @LookAt("AdamW.update")
    void agreesWithPyTorch() {
        Steps.agree("AdamW", Golden.load(AdamWTest.class, "golden.json", "adamw"), c -> group -> new AdamW(List.of(group), AdamTest.moments(c)));
    }
}
