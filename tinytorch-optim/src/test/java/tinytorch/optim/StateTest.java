package tinytorch.optim;

import static tinytorch.optim.Steps.group;
import static tinytorch.optim.Steps.one;
import static tinytorch.optim.Steps.step;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("optim.state")
class StateTest {

    /** Steps along the sum of all gradients: an optimizer that needs no task of this module. */
    private static final class Summing extends GroupedOptimizer {
        Summing(ParameterGroup... groups) {
            super(List.of(groups), 0.5);
        }

        @Override
        void update(ParameterState s, float[] p, float[] g, int from, int to) {
            for (int i = from; i < to; i++) {
                s.moment(0)[i] += g[i];
                s.moment(1)[i] = s.steps();
                p[i] -= (float) s.group().learningRate() * s.moment(0)[i];
            }
        }

        @Override
        List<String> moments() {
            return List.of("sum", "count");
        }
    }

    @Test
    void namesEverythingInOrder() {
        Tensor p = one(0);
        Tensor never = one(0);
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("0.weight", p);
        parameters.put("0.bias", never);
        Summing optimizer = new Summing(ParameterGroup.of(parameters, 0.1), ParameterGroup.of(Map.of("1.weight", one(0)), 1));
        step(optimizer, p, 2);
        Check.call("stateDict").because("a parameter that never had a gradient has no state").equal(() -> List.copyOf(optimizer.stateDict().keySet()),
                List.of("state.0.weight.step", "state.0.weight.sum", "state.0.weight.count",
                        "groups.0.learning_rate", "groups.0.initial_learning_rate", "groups.0.weight_decay", "groups.0.momentum",
                        "groups.1.learning_rate", "groups.1.initial_learning_rate", "groups.1.weight_decay", "groups.1.momentum"));
    }

    @Test
    void holdsStepsAndMoments() {
        Tensor p = vector(0, 0).requiresGrad(true);
        Summing optimizer = new Summing(group(p, 0.1));
        step(optimizer, p, 2, 3);
        step(optimizer, p, 2, 5);
        Check.call("stateDict", "after two steps").gives(() -> values(optimizer.stateDict().get("state.p.sum")), Values.of(new double[] {4, 8}, 2));
        Check.call("stateDict", "after two steps").gives(() -> values(optimizer.stateDict().get("state.p.count")), Values.of(new double[] {2, 2}, 2));
        Check.call("stateDict", "after two steps").because("Doubles.pack(2)").gives(() -> values(optimizer.stateDict().get("state.p.step")), Values.of(new double[] {2, 0, 0}, 3));
    }

    @Test
    void momentsAreTheOptimizersOwn() {
        Tensor p = one(0);
        Summing optimizer = new Summing(group(p, 0.1));
        step(optimizer, p, 2);
        Map<String, Tensor> state = Check.call("stateDict").run(optimizer::stateDict);
        step(optimizer, p, 2);
        Check.call("stateDict", "then another step").because("no copy: saving needs no second set of moments in memory")
                .gives(() -> values(state.get("state.p.sum")), Values.of(new double[] {4}, 1));
    }

    @Test
    void settingsComeBackToTheLastBit() {
        ParameterGroup saved = group(one(0), 0.1).weightDecay(5e-4);
        Summing optimizer = new Summing(saved);
        saved.learningRate(0.1 / 3).momentum(0.95);
        Map<String, Tensor> state = Check.call("stateDict").run(optimizer::stateDict);
        ParameterGroup fresh = group(one(0), 7);
        Check.call("loadStateDict").because("0.1 is no float; as a float it would come back as 0.10000000149").equal(() -> {
            new Summing(fresh).loadStateDict(state);
            return fresh.settings();
        }, saved.settings());
    }

    @Test
    void goesOnAsIfNothingHadHappened() {
        Tensor p = random(1, 2, 3).requiresGrad(true);
        Summing first = new Summing(group(p, 0.1));
        step(first, p, 1, 2, 3, 4, 5, 6);
        Tensor copy = p.detach().copy().requiresGrad(true);
        ParameterGroup other = group(copy, 0.7);
        Summing second = new Summing(other);
        Check.call("loadStateDict", "a state after one step").run(() -> {
            second.loadStateDict(first.stateDict());
            return null;
        });
        Values expected = after(first, p, 6, 5, 4, 3, 2, 1);
        Check.call("loadStateDict", "a state after one step").because("step 2 from here and from the saved state give the same bits").within(Tolerance.EXACT)
                .gives(() -> after(second, copy, 6, 5, 4, 3, 2, 1), expected);
        Check.call("loadStateDict").because("the moments are copied: two optimizers must not share them")
                .gives(() -> values(first.stateDict().get("state.p.count")), values(Tensor.full(2, 2, 3)));
    }

    @Test
    void aParameterThatTheStateDoesNotNameStartsAnew() {
        Tensor p = one(0);
        Summing fresh = new Summing(group(p, 0.1));
        Map<String, Tensor> empty = Check.call("stateDict").run(fresh::stateDict);
        Tensor q = one(0);
        Summing running = new Summing(group(q, 0.1));
        step(running, q, 5);
        Check.call("loadStateDict", "a state from before the first step").because("the old sum of 5 is forgotten").gives(() -> {
            running.loadStateDict(empty);
            step(running, q, 1);
            return values(running.stateDict().get("state.p.sum"));
        }, Values.of(new double[] {1}, 1));
    }

    @Test
    void refusesWhatDoesNotBelongAndChangesNothing() {
        Tensor p = one(0);
        ParameterGroup group = group(p, 0.1);
        Summing optimizer = new Summing(group);
        step(optimizer, p, 5);
        Map<String, Tensor> wrong = Check.call("stateDict").run(() -> new LinkedHashMap<>(optimizer.stateDict()));
        wrong.put("state.p.sum", vector(1, 2));
        wrong.put("state.q.sum", vector(1));
        wrong.remove("state.p.count");
        wrong.put("groups.0.learning_rate", Doubles.pack(0.9));
        Check.call("loadStateDict").because("every difference is named").refuses(IllegalArgumentException.class, () -> {
            optimizer.loadStateDict(wrong);
            return null;
        }, "missing: state.p.count", "unexpected: state.q.sum", "state.p.sum is (1,), got (2,)");
        Check.call("loadStateDict", "refused").equal(group::learningRate, 0.1);
        Map<String, Tensor> senseless = new LinkedHashMap<>(optimizer.stateDict());
        senseless.put("groups.0.momentum", Doubles.pack(1));
        senseless.put("state.p.step", Doubles.pack(0.5));
        Check.call("loadStateDict").refuses(IllegalArgumentException.class, () -> {
            optimizer.loadStateDict(senseless);
            return null;
        }, "momentum must be from 0 to below 1", "state.p.step is a whole number");
    }

    @Test
    @LookAt("GroupedOptimizer.loadStateDict")
    void everyOptimizerGoesOnExactly() {
        exact("SGD", group -> new SGD(group.weightDecay(0.01), Momentum.NONE));
        exact("SGD with momentum", group -> new SGD(group, new Momentum(0.9, 0.5, false)));
        exact("Adam", group -> new Adam(List.of(group), Moments.DEFAULT));
        exact("AdamW", group -> new AdamW(List.of(group.weightDecay(0.1)), Moments.DEFAULT));
    }

    private static void exact(String name, Function<ParameterGroup, Optimizer> make) {
        Tensor p = random(3, 5).requiresGrad(true);
        Optimizer first = make.apply(group(p, 0.3));
        Check.call(name + ".stateDict", "before the first step").equal(() -> first.stateDict().size(), 4);
        Values gradients = values(random(4, 6, 5));
        Steps.path(first, p, gradients);
        first.groups().getFirst().learningRate(0.1 / 7);
        Tensor copy = p.detach().copy().requiresGrad(true);
        Optimizer second = make.apply(group(copy, 0.3));
        second.loadStateDict(first.stateDict());
        Values expected = Steps.path(first, p, gradients);
        Check.call(name, "6 steps, saved, loaded, 6 more").because("bit for bit as without a break").within(Tolerance.EXACT)
                .gives(() -> Steps.path(second, copy, gradients), expected);
    }

    private static Values after(Optimizer optimizer, Tensor p, double... gradient) {
        step(optimizer, p, gradient);
        return values(p);
    }
}
