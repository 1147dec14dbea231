package tinytorch.optim;

import static tinytorch.optim.Steps.group;
import static tinytorch.optim.Steps.number;
import static tinytorch.optim.Steps.numbers;
import static tinytorch.optim.Steps.one;
import static tinytorch.optim.Steps.path;
import static tinytorch.optim.Steps.step;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

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

@Tag("optim.sgd")
class SgdTest {

    @Test
    void aStepGoesAgainstTheGradient() {
        Tensor p = vector(1, -2).requiresGrad(true);
        Check.call("SGD(0.1).step", "p = [1, -2]", "gradient [4, -1]").because("p - 0.1 * gradient").gives(() -> {
            step(new SGD(Map.of("p", p), 0.1), p, 4, -1);
            return values(p);
        }, Values.of(new double[] {0.6, -1.9}, 2));
        Check.call("SGD(0.1).step").because("the step reads the gradient and leaves it")
                .gives(() -> values(p.grad()), Values.of(new double[] {4, -1}, 2));
    }

    @Test
    void weightDecayPullsToZero() {
        Tensor p = one(1);
        Check.call("SGD(0.1, weight decay 0.5).step", "p = 1", "gradients 4, 0").because("d = 4 + 0.5 * 1, so p = 1 - 0.45; then d = 0.5 * 0.55")
                .gives(() -> path(new SGD(group(p, 0.1).weightDecay(0.5), Momentum.NONE), p, 4, 0), numbers(0.55, 0.5225));
    }

    @Test
    void changesTheVeryArrayThatTheLayerReads() {
        Tensor p = one(1);
        float[] array = p.data();
        Check.call("SGD(0.5).step", "p = 1", "gradient 1").because("in place: the layers hold this tensor and this array").equal(() -> {
            step(new SGD(Map.of("p", p), 0.5), p, 1);
            return p.data() == array && array[0] == 0.5f;
        }, true);
    }

    @Test
    @LookAt("SGD.descend")
    void aParameterWithoutGradientStays() {
        Tensor p = one(1);
        Tensor other = one(7);
        SGD sgd = new SGD(ParameterGroup.of(Map.of("p", p, "other", other), 0.5).weightDecay(0.1), Momentum.NONE);
        Check.call("SGD(0.5, weight decay 0.1).step", "one parameter of two has a gradient").because("no gradient, no step: not even weight decay").gives(() -> {
            step(sgd, p, 1);
            return values(other);
        }, Values.of(new double[] {7}, 1));
        Check.call("SGD(0.5, weight decay 0.1).step").gives(() -> values(p), Values.of(new double[] {0.45}, 1));
        sgd.zeroGrad();
        Check.call("SGD.zeroGrad").equal(() -> p.grad() == null, true);
    }

    @Test
    @LookAt("SGD.descend")
    void everyGroupHasItsOwnSettings() {
        Tensor weight = one(1);
        Tensor bias = one(1);
        ParameterGroup weights = ParameterGroup.of(Map.of("weight", weight), 0.1).weightDecay(1);
        ParameterGroup biases = ParameterGroup.of(Map.of("bias", bias), 0.5);
        SGD sgd = new SGD(List.of(weights, biases), Momentum.NONE);
        weight.accumulateGrad(vector(1));
        bias.accumulateGrad(vector(1));
        Check.call("SGD of two groups").because("learning rate 0.1 and weight decay 1 for the weight: 1 - 0.1 * 2").gives(() -> {
            sgd.step();
            return values(weight);
        }, Values.of(new double[] {0.8}, 1));
        Check.call("SGD of two groups").because("learning rate 0.5 and no decay for the bias").gives(() -> values(bias), Values.of(new double[] {0.5}, 1));
        biases.learningRate(0.25);
        Check.call("SGD of two groups", "the second one's rate halved").because("the rate of the moment counts").gives(() -> {
            sgd.step();
            return values(bias);
        }, Values.of(new double[] {0.25}, 1));
        Check.call("new SGD").because("a tensor in two groups would move twice").refuses(IllegalArgumentException.class,
                () -> new SGD(List.of(weights, ParameterGroup.of(Map.of("again", weight), 1)), Momentum.NONE), "again", "twice");
        Check.call("ParameterGroup.learningRate", -1).refuses(IllegalArgumentException.class, () -> weights.learningRate(-1), "learning rate", "-1.0");
        Check.call("ParameterGroup.weightDecay", "NaN").refuses(IllegalArgumentException.class, () -> weights.weightDecay(Double.NaN), "weight decay", "NaN");
    }

    @Test
    void movesParametersOfEveryMemoryLayout() {
        Tensor start = random(1, 3, 4);
        Tensor gradient = random(2, 3, 4);
        Values expected = values(start.sub(gradient.mul(0.5f)));
        for (Tensor p : layouts(start)) {
            p.requiresGrad(true);
            p.accumulateGrad(gradient);
            Check.call("SGD(0.5).step", p.shape(), "strides " + Arrays.toString(p.strides()), "offset " + p.offset())
                    .because("element by element, wherever the elements lie").gives(() -> {
                        new SGD(Map.of("p", p), 0.5).step();
                        return values(p);
                    }, expected);
        }
    }

    @Test
    @LookAt("SGD.descend")
    void movesItsRangeAndNothingElse() {
        Tensor p = vector(1, 1, 1, 1, 1).requiresGrad(true);
        SGD sgd = new SGD(Map.of("p", p), 0.5);
        Check.call("SGD(0.5).update", "from 1 to 3", "gradient 1 each").because("a large parameter comes in pieces, on several threads").gives(() -> {
            sgd.update(new ParameterState("p", p, sgd.groups().getFirst(), sgd), p.data(), new float[] {1, 1, 1, 1, 1}, 1, 3);
            return values(p);
        }, Values.of(new double[] {1, 0.5, 0.5, 1, 1}, 5));
    }

    @Test
    void agreesWithPyTorch() {
        List<Golden.Case> cases = Golden.load(SgdTest.class, "golden.json", "sgd").stream().filter(c -> number(c, "momentum", 0) == 0).toList();
        Steps.agree("SGD", cases, c -> group -> new SGD(group, Momentum.NONE));
    }
}
