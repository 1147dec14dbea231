package tinytorch.compress.prune;

import static tinytorch.compress.prune.MagnitudeTest.weights;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Initializer;
import tinytorch.nn.network.MLP;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.optim.Momentum;
import tinytorch.optim.ParameterGroup;
import tinytorch.optim.SGD;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;

@Tag("compress.masks")
class MasksTest {

    private static Tensor parameter(double... numbers) {
        return tensor(shape(1, numbers.length), numbers).requiresGrad(true);
    }

    private static Values row(double... numbers) {
        return Values.of(numbers, 1, numbers.length);
    }

    /** Plain descent with rate 1 and gradients of 1: every step takes 1 from every number. */
    private static PruningOptimizer optimizer(Tensor weight, double momentum, SparsitySchedule schedule) {
        Map<String, Tensor> weights = weights(weight);
        SGD inside = new SGD(ParameterGroup.of(weights, 1), momentum == 0 ? Momentum.NONE : Momentum.of(momentum));
        return new PruningOptimizer(inside, weights, Scope.LAYER_WISE, schedule);
    }

    private static void step(PruningOptimizer optimizer, Tensor weight, double gradient) {
        step(optimizer, weight, Tensor.full((float) gradient, weight.dims()));
    }

    private static void step(PruningOptimizer optimizer, Tensor weight, Tensor gradient) {
        Check.call("PruningOptimizer.step").run(() -> {
            optimizer.zeroGrad();
            weight.accumulateGrad(gradient);
            optimizer.step();
            return weight;
        });
    }

    @Test
    void appliesInPlace() {
        Tensor weight = parameter(1, 2, 3);
        Masks masks = new Masks(weights(weight), weights(tensor(shape(1, 3), 0, 1, 0)));
        Check.call("Masks.apply").run(() -> {
            masks.apply();
            return masks;
        });
        Check.call("Masks.apply").because("the network's own tensor is changed").within(Tolerance.EXACT).gives(() -> values(weight), row(0, 2, 0));
    }

    @Test
    void countsTheZerosOfAllMasks() {
        Masks masks = new Masks(weights(parameter(1, 1, 1, 1), parameter(1, 1, 1, 1, 1, 1)),
                weights(tensor(shape(1, 4), 0, 0, 0, 1), tensor(shape(1, 6), 1, 1, 1, 1, 1, 1)));
        Check.call("Masks.sparsity").because("3 of 10, not the mean of 3/4 and 0").gives(() -> Values.of(new double[] {masks.sparsity()}, 1), Values.of(new double[] {0.3}, 1));
    }

    @Test
    void prunesAfterTheUpdate() {
        Tensor weight = parameter(5, 3, 9, 2);
        PruningOptimizer optimizer = optimizer(weight, 0, SparsitySchedule.once(0.5));
        step(optimizer, weight, tensor(shape(1, 4), 4, 0, 0, -4));
        Check.call("PruningOptimizer.step").because("1, 3, 9, 6 after the update; the two smallest go").within(Tolerance.EXACT).gives(() -> values(weight), row(0, 0, 9, 6));
        Check.call("PruningOptimizer.masks").within(Tolerance.EXACT).gives(() -> values(optimizer.masks().byName().get("0.weight")), row(0, 0, 1, 1));
    }

    @Test
    void whatIsPrunedStaysZero() {
        Tensor weight = parameter(5, 3, 9, 2);
        PruningOptimizer optimizer = optimizer(weight, 0.9, SparsitySchedule.once(0.5));
        for (int i = 0; i < 4; i++) {
            step(optimizer, weight, -1);
            Check.call("PruningOptimizer.step").because("gradients and momentum move pruned weights too: the masks are applied after every update")
                    .holds(weight.get(0, 1) == 0 && weight.get(0, 3) == 0, "0 in places 1 and 3 after step " + i, weight);
        }
        Check.call("PruningOptimizer.step").because("the others go on learning").holds(weight.get(0, 0) > 8, "more than 8", weight);
    }

    @Test
    void prunedWeightsDoNotComeBackWhenMoreAreChosen() {
        Tensor weight = parameter(5, 1, 9, 6);
        PruningOptimizer optimizer = optimizer(weight, 0, new SparsitySchedule(0.25, 0.5, 0, 2, 1));
        step(optimizer, weight, 0);
        step(optimizer, weight, 0);
        step(optimizer, weight, tensor(shape(1, 4), 0, -20, 0, 0));
        Check.call("PruningOptimizer.step").because("the update makes 5, 20, 9, 6 of 5, 0, 9, 6: first the pruned one is 0 again, then another one goes")
                .within(Tolerance.EXACT).gives(() -> values(weight), row(0, 0, 9, 6));
    }

    @Test
    void followsTheSchedule() {
        Tensor weight = parameter(1, 2, 3, 4, 5, 6, 7, 8);
        PruningOptimizer optimizer = optimizer(weight, 0, new SparsitySchedule(0, 0.5, 1, 2, 1));
        double[] expected = {0, 0, 0, 0.5, 0.5};
        for (int i = 0; i < expected.length; i++) {
            step(optimizer, weight, 0);
            int step = i;
            Check.call("PruningOptimizer.masks().sparsity").because("after step " + step + ", counted from 0").equal(() -> optimizer.masks().sparsity(), expected[step]);
        }
    }

    @Test
    void goesOnFromASavedState() {
        Tensor weight = parameter(1, 2, 3, 4);
        PruningOptimizer first = optimizer(weight, 0.5, new SparsitySchedule(0.25, 0.5, 0, 2, 1));
        step(first, weight, 0.125);
        Tensor other = weight.copy().detach().requiresGrad(true);
        PruningOptimizer second = optimizer(other, 0.5, new SparsitySchedule(0.25, 0.5, 0, 2, 1));
        second.loadStateDict(first.stateDict());
        for (int i = 0; i < 3; i++) {
            step(first, weight, 0.125);
            step(second, other, 0.125);
        }
        Check.call("PruningOptimizer.loadStateDict").because("masks and steps are part of the state").within(Tolerance.EXACT).gives(() -> values(other), values(weight));
        Check.call("PruningOptimizer.loadStateDict").refuses(IllegalArgumentException.class, () -> {
            second.loadStateDict(Map.of());
            return second;
        }, "pruning.steps");
    }

    @Test
    void matricesArePrunedVectorsAreNot() {
        MLP network = new MLP(new int[] {3, 4, 2}, new ReLU(), Initializer.zeros(), () -> 0);
        Check.call("Masks.weights").because("biases do much and are few").equal(() -> Masks.weights(network).keySet().toString(), "[0.weight, 2.weight]");
        Check.call("Masks.weights", "SmallVgg").because("kernels are, scales and shifts of norms are not")
                .equal(() -> Masks.weights(new SmallVgg(new SplittableRandom(1))).keySet().toString(), "[0.weight, 4.weight, 8.weight, 13.weight]");
        Check.call("Masks.weights", "Gpt").because("two tables, of which one is the last layer too, and four matrices a block")
                .equal(() -> Masks.weights(new Gpt(new GptConfig(5, 4, 2, 1, 4, true), new SplittableRandom(1))).size(), 2 + 2 * 4);
        Masks masks = new Masks(weights(parameter(1, 2)), weights(tensor(shape(1, 2), 1, 0)));
        Check.call("Masks.sparsity").equal(masks::sparsity, 0.5);
        Check.call("Masks", "(1, 2)", "(2, 1)").refuses(ShapeException.class, () -> new Masks(weights(parameter(1, 2)), weights(tensor(shape(2, 1), 1, 0))), "(1, 2)", "(2, 1)");
    }
}
