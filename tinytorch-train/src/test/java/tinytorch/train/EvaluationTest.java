package tinytorch.train;

import static tinytorch.tensor.TestTensors.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.data.DataLoader;
import tinytorch.data.SplitMix;
import tinytorch.nn.Layer;
import tinytorch.nn.network.MeanSquaredError;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("train.evaluate")
class EvaluationTest {
    private final List<String> seen = new ArrayList<>();

    /** Gives its input, and notes in which mode it was asked, and whether a graph is made. */
    private final class Witness extends Layer {
        private final Tensor weight = parameter("weight", Tensor.ones(1));

        @Override
        public Tensor forward(Tensor input) {
            Tensor output = input.mul(weight);
            seen.add((training() ? "train" : "eval") + (output.origin() == null ? "" : " with graph"));
            return output;
        }
    }

    /** How many predictions there were, and how many calls. */
    private static final class Counter implements Metric {
        private int examples;
        private int resets;

        @Override
        public String name() {
            return "count";
        }

        @Override
        public void reset() {
            examples = 0;
            resets++;
        }

        @Override
        public void add(Tensor predictions, Tensor targets) {
            examples += predictions.dim(0);
        }

        @Override
        public double value() {
            return examples;
        }
    }

    @Test
    void theMeanLossGoesOverAllExamples() {
        Evaluation evaluation = new Evaluation(Fixtures.scale(1), new MeanSquaredError(), List.of());
        DataLoader loader = Fixtures.loader(3, 1, 0, 1, 0, 1, 0, 1, 3);
        Check.call("Evaluation.run", "a batch of 3 with loss 1, a batch of 1 with loss 4").because("(1 + 1 + 1 + 4) / 4, not (1 + 4) / 2")
                .equal(() -> evaluation.run(loader), Map.of("loss", 1.75));
    }

    @Test
    void everyMetricSeesAllBatchesOnce() {
        Counter counter = new Counter();
        Evaluation evaluation = new Evaluation(Fixtures.scale(1), new MeanSquaredError(), List.of(counter));
        DataLoader loader = Fixtures.loader(2, 1, 1, 2, 2, 3, 3);
        Check.call("Evaluation.run", "3 examples")
                .gives(() -> Values.of(new double[] {evaluation.run(loader).get("count")}), Values.of(new double[] {3}));
        Check.call("Evaluation.run", "3 examples, again").because("every evaluation starts with reset")
                .gives(() -> Values.of(new double[] {evaluation.run(loader).get("count")}), Values.of(new double[] {3}));
        Check.call("Evaluation.run", "twice").because("reset once an evaluation, not once a batch").equal(() -> counter.resets, 2);
        Check.call("Evaluation.run").because("loss first, then the metrics in their order")
                .equal(() -> List.copyOf(evaluation.run(loader).keySet()), List.of("loss", "count"));
    }

    @Test
    void theNetworkIsInEvalModeAndMakesNoGraph() {
        Witness network = new Witness();
        Check.call("Evaluation.run").run(() -> new Evaluation(network, new MeanSquaredError(), List.of()).run(Fixtures.loader(1, 1, 1, 2, 2)));
        Check.call("Evaluation.run", "two batches").because("dropout is off in eval mode, and a graph would keep all activations for nothing")
                .equal(() -> seen, List.of("eval", "eval"));
    }

    @Test
    void afterwardsTheNetworkIsInTheModeItWasIn() {
        Witness network = new Witness();
        Evaluation evaluation = new Evaluation(network, new MeanSquaredError(), List.of());
        Check.call("Evaluation.run", "in train mode").because("training goes on after validation").equal(() -> {
            evaluation.run(Fixtures.loader(1, 1, 1));
            return network.training();
        }, true);
        network.eval();
        Check.call("Evaluation.run", "in eval mode").because("who evaluates a finished network does not want it to train").equal(() -> {
            evaluation.run(Fixtures.loader(1, 1, 1));
            return network.training();
        }, false);
    }

    @Test
    void alsoWhenABatchThrows() {
        Witness network = new Witness();
        DataLoader broken = Fixtures.loader(1, 1, 1).transform((input, random) -> {
            throw new IllegalStateException("broken picture");
        });
        Check.call("Evaluation.run", "broken data").refuses(RuntimeException.class,
                () -> new Evaluation(network, new MeanSquaredError(), List.of()).run(broken), "broken picture");
        Check.call("Evaluation.run", "broken data").because("finally").equal(network::training, true);
    }

    @Test
    void evaluationLeavesNoTrace() {
        SplitMix random = new SplitMix(3);
        Sequential network = Fixtures.network(7, random);
        Values before = values(network.parameters().get("0.weight"));
        DataLoader loader = Fixtures.points(10, 4);
        Map<String, Double> first = Check.call("Evaluation.run").run(() -> new Evaluation(network, Fixtures.loss(), List.of()).run(loader));
        Check.call("Evaluation.run", "again").because("the same network on the same data")
                .equal(() -> new Evaluation(network, Fixtures.loss(), List.of()).run(loader), first);
        Check.call("Evaluation.run").because("weights stay").within(Tolerance.EXACT)
                .gives(() -> values(network.parameters().get("0.weight")), before);
        Check.call("Evaluation.run").because("no gradient either").equal(() -> network.parameters().get("0.weight").grad() == null, true);
        Check.call("Evaluation.run").because("a random number drawn here would change the training that goes on").equal(random::state, 3L);
    }
}
