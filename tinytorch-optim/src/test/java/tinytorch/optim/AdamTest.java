package tinytorch.optim;

import static tinytorch.optim.Steps.group;
import static tinytorch.optim.Steps.number;
import static tinytorch.optim.Steps.numbers;
import static tinytorch.optim.Steps.one;
import static tinytorch.optim.Steps.path;
import static tinytorch.optim.Steps.step;
import static tinytorch.tensor.TestTensors.random;
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
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("optim.adam")
class AdamTest {

    @Test
    void theFirstStepHasTheLengthOfTheLearningRate() {
        Tensor p = vector(1, 1, 1).requiresGrad(true);
        Check.call("Adam(0.1).step", "p = [1, 1, 1]", "gradient [4, -4, 0.004]").because("m' = g and v' = g^2, so every number moves by 0.1").gives(() -> {
            step(new Adam(Map.of("p", p), 0.1), p, 4, -4, 0.004);
            return values(p);
        }, Values.of(new double[] {0.9, 1.1, 0.9}, 3));
    }

    @Test
    void equalGradientsGiveEqualSteps() {
        Tensor p = one(1);
        Check.call("Adam(0.1)", "p = 1", "gradient 3 four times").because("with bias correction both means are right from the first step on")
                .gives(() -> path(new Adam(Map.of("p", p), 0.1), p, 3, 3, 3, 3), numbers(0.9, 0.8, 0.7, 0.6));
    }

    @Test
    void twoStepsByHand() {
        Tensor p = one(0);
        double v = 0.75 / 0.75;
        Check.call("Adam(1, beta1 0.5, beta2 0.5)", "gradients 1, -1")
                .because("m = 0.5, then -0.25, corrected by 1 - 0.25: -1/3; v = 0.5, then 0.75, corrected: 1")
                .gives(() -> path(new Adam(List.of(group(p, 1)), new Moments(0.5, 0.5, 1e-8)), p, 1, -1), numbers(-1, -1 + 1 / 3.0 / v));
    }

    @Test
    @LookAt("Adam.adapt")
    void aZeroGradientMovesNothing() {
        Tensor p = one(1);
        Check.call("Adam(0.1).step", "p = 1", "gradient 0").because("0 / (0 + epsilon) is 0, not NaN")
                .gives(() -> path(new Adam(Map.of("p", p), 0.1), p, 0), numbers(1));
    }

    @Test
    void epsilonIsAddedOutsideTheRoot() {
        Tensor p = one(0);
        Check.call("Adam(1, epsilon 1).step", "gradient 3").because("3 / (sqrt(9) + 1)")
                .gives(() -> path(new Adam(List.of(group(p, 1)), new Moments(0.9, 0.999, 1)), p, 3), numbers(-0.75));
    }

    @Test
    void theScaleOfTheLossDoesNotMatter() {
        Tensor gradient = random(5, 20);
        Tensor p = Tensor.zeros(20).requiresGrad(true);
        Tensor q = Tensor.zeros(20).requiresGrad(true);
        Adam adam = new Adam(Map.of("p", p, "q", q), 0.01);
        for (int i = 0; i < 5; i++) {
            p.accumulateGrad(gradient);
            q.accumulateGrad(gradient.mul(1024));
            Check.call("Adam.step").run(() -> {
                adam.step();
                return null;
            });
        }
        Check.call("Adam(0.01), 5 steps", "gradients 1024 times as large").because("mean and root of the mean square grow alike")
                .within(new Tolerance(1e-7, 1e-5)).gives(() -> values(q), values(p));
    }

    @Test
    void everyParameterCountsItsOwnSteps() {
        Tensor p = one(0);
        Tensor late = one(0);
        Adam adam = new Adam(Map.of("p", p, "late", late), 0.1);
        Check.call("Adam(0.1)", "a parameter whose first gradient comes in the third step").because("its t is 1 then: the step is 0.1").gives(() -> {
            step(adam, p, 1);
            step(adam, p, 1);
            step(adam, late, 5);
            return values(late);
        }, Values.of(new double[] {-0.1}, 1));
    }

    @Test
    @LookAt("Adam.adapt")
    void keepsItsDigitsOverManySteps() {
        Tensor p = one(0);
        Adam adam = new Adam(Map.of("p", p), 1e-3);
        double m = 0;
        double v = 0;
        double expected = 0;
        for (int t = 1; t <= 300; t++) {
            double g = Math.sin(t) + 0.5;
            Check.call("Adam.step").run(() -> {
                step(adam, p, g);
                return null;
            });
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            expected -= 1e-3 * m / (1 - Math.pow(0.9, t)) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
        }
        Check.call("Adam(0.001)", "300 steps").because("1 - beta2 and the corrections are computed in double").within(new Tolerance(0, 3e-6))
                .gives(() -> values(p), Values.of(new double[] {expected}, 1));
    }

    @Test
    @LookAt("Adam.adapt")
    void theGroupsMomentumIsBeta1() {
        Tensor p = one(0);
        ParameterGroup group = group(p, 1);
        Adam adam = new Adam(List.of(group), new Moments(0.9, 0.5, 1e-8));
        Check.call("Adam(1)", "beta1 0.5 from the second step on, gradients 1, -1").because("m = 0.5 * 0.1 - 0.5, corrected by 1 - 0.5^2; v' = 1").gives(() -> {
            step(adam, p, 1);
            group.momentum(0.5);
            step(adam, p, -1);
            return values(p);
        }, Values.of(new double[] {-1 + 0.45 / 0.75}, 1));
        Check.call("new Moments(0.9, 1, 1e-8)").refuses(IllegalArgumentException.class, () -> new Moments(0.9, 1, 1e-8), "beta2 1.0");
    }

    @Test
    @LookAt("Adam.adapt")
    void agreesWithPyTorch() {
        Steps.agree("Adam", Golden.load(AdamTest.class, "golden.json", "adam"), c -> group -> new Adam(List.of(group), moments(c)));
    }

    static Moments moments(Golden.Case c) {
        return new Moments(number(c, "beta1", 0.9), number(c, "beta2", 0.999), number(c, "eps", 1e-8));
    }
}
