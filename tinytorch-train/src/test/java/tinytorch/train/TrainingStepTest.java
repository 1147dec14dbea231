package tinytorch.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.network.MeanSquaredError;
import tinytorch.nn.network.Sequential;
import tinytorch.optim.Optimizer;
import tinytorch.optim.ParameterGroup;
import tinytorch.optim.SGD;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("train.step")
class TrainingStepTest {
    private final List<String> calls = new ArrayList<>();

    /** Notes what it is asked for, and whether there are gradients then. */
    private final class Witness implements Optimizer {
        private final Sequential network;
        private final Optimizer optimizer;

        Witness(Sequential network, double rate) {
            this.network = network;
            this.optimizer = new SGD(network.parameters(), rate);
        }

        @Override
        public void step() {
            calls.add("step");
            optimizer.step();
        }

        @Override
        public void zeroGrad() {
            calls.add("zeroGrad");
            optimizer.zeroGrad();
        }

        @Override
        public List<ParameterGroup> groups() {
            return optimizer.groups();
        }

        @Override
        public Map<String, Tensor> stateDict() {
            return optimizer.stateDict();
        }

        @Override
        public void loadStateDict(Map<String, Tensor> state) {
            optimizer.loadStateDict(state);
        }

        private boolean hasGradient() {
            return network.parameters().get("0.weight").grad() != null;
        }
    }

    private TrainingStep step(Sequential network, double rate) {
        Witness witness = new Witness(network, rate);
        return new TrainingStep(network, new MeanSquaredError(), witness, () -> calls.add(witness.hasGradient() ? "hook" : "hook without gradients"),
                value -> new TrainingException("the loss is " + value));
    }

    @Test
    void oneStepByHand() {
        Sequential network = Fixtures.scale(2);
        TrainingStep step = step(network, 0.1);
        Check.call("TrainingStep.run", "x = 1, 2 with y = 3, 5").because("the loss before the step: predictions 2 and 4, both 1 too small")
                .gives(() -> Values.of(new double[] {step.run(List.of(Fixtures.batch(1, 3, 2, 5)))}), Values.of(new double[] {1}));
        Check.call("TrainingStep.run", "x = 1, 2 with y = 3, 5").because("the gradient is -3, so w becomes 2 + 0.1 * 3")
                .gives(() -> Values.of(new double[] {Fixtures.weight(network)}), Values.of(new double[] {2.3}));
    }

    @Test
    void theHookRunsBetweenBackwardAndTheStep() {
        TrainingStep step = step(Fixtures.scale(2), 0.1);
        Check.call("TrainingStep.run").run(() -> step.run(List.of(Fixtures.batch(1, 3))));
        Check.call("TrainingStep.run").because("old gradients are forgotten first; who clips must find the new ones, and before they are used")
                .equal(() -> calls, List.of("zeroGrad", "hook", "step"));
    }

    @Test
    void severalPartsAreOneStep() {
        Sequential network = Fixtures.scale(1);
        TrainingStep step = step(network, 0.25);
        Check.call("TrainingStep.run", "[1 -> 0], [1 -> 4]").because("the mean of 1 and 9")
                .gives(() -> Values.of(new double[] {step.run(List.of(Fixtures.batch(1, 0), Fixtures.batch(1, 4)))}), Values.of(new double[] {5}));
        Check.call("TrainingStep.run", "[1 -> 0], [1 -> 4]").because("one step for all parts together: 1 - 0.25 * (-2)")
                .equal(() -> Fixtures.weight(network), 1.5f);
        Check.call("TrainingStep.run", "[1 -> 0], [1 -> 4]").equal(() -> calls, List.of("zeroGrad", "hook", "step"));
    }

    @Test
    void everyStepStartsWithFreshGradients() {
        Sequential network = Fixtures.scale(2);
        TrainingStep step = step(network, 0.25);
        double[] losses = new double[3];
        Check.call("TrainingStep.run", "three times x = 1, y = 0")
                .because("each step halves w: 2, 1, 0.5; gradients of earlier steps must not add up").gives(() -> {
            for (int i = 0; i < losses.length; i++) {
                losses[i] = step.run(List.of(Fixtures.batch(1, 0)));
            }
            return Values.of(losses, 3);
        }, Values.of(new double[] {4, 1, 0.25}, 3));
    }

    @Test
    void aLossThatIsNotANumberMovesNothing() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            calls.clear();
            Sequential network = Fixtures.scale(2);
            TrainingStep step = step(network, 0.1);
            Check.call("TrainingStep.run", "y = " + bad).because("the step would make every parameter NaN, and nothing could bring the training back")
                    .refuses(TrainingException.class, () -> step.run(List.of(Fixtures.batch(1, bad))), "the loss is " + bad);
            Check.call("TrainingStep.run", "y = " + bad).because("the parameters are still good").equal(() -> Fixtures.weight(network), 2f);
            Check.call("TrainingStep.run", "y = " + bad).because("the optimizer's moments are still good too")
                    .equal(() -> calls.contains("step"), false);
        }
    }
}
