package tinytorch.compete.ensemble;

import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.compete.Cases;
import tinytorch.nn.network.Linear;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compete.average")
class WeightAverageTest {
    private final Linear network = new Linear(tensor(shape(1, 1), 0), tensor(shape(1), 0));

    private void weightsAre(double weight, double bias) {
        Tracking.off(() -> {
            network.parameters().get("weight").copyFrom(tensor(shape(1, 1), weight));
            return network.parameters().get("bias").copyFrom(tensor(shape(1), bias));
        });
    }

    private static Linear written(WeightAverage average) {
        Linear target = new Linear(tensor(shape(1, 1), -1), tensor(shape(1), -1));
        Check.call("WeightAverage.copyTo").run(() -> {
            average.copyTo(target);
            return null;
        });
        return target;
    }

    private static void gives(WeightAverage average, String states, String why, double weight, double bias) {
        Check.call("WeightAverage.update").run(() -> {
            average.update();
            return null;
        });
        Linear target = written(average);
        Check.call("WeightAverage.update", states, "weight after state " + average.updates()).because(why).gives(() -> values(target.parameters().get("weight")), Values.of(new double[] {weight}, 1, 1));
        Check.call("WeightAverage.update", states, "bias after state " + average.updates()).because(why).gives(() -> values(target.parameters().get("bias")), Values.of(new double[] {bias}, 1));
    }

    @Test
    void theMeanCountsAllStatesAlike() {
        WeightAverage average = WeightAverage.mean(network);
        weightsAre(2, 8);
        gives(average, "mean of weights 2, 4, 9 and biases 8, 0, 1", "the first state is the average", 2, 8);
        weightsAre(4, 0);
        gives(average, "mean of weights 2, 4, 9 and biases 8, 0, 1", "(2 + 4) / 2 and (8 + 0) / 2", 3, 4);
        weightsAre(9, 1);
        gives(average, "mean of weights 2, 4, 9 and biases 8, 0, 1", "(2 + 4 + 9) / 3 and (8 + 0 + 1) / 3", 5, 3);
    }

    @Test
    void lateStatesCountMore() {
        WeightAverage average = WeightAverage.exponential(network, 0.75);
        weightsAre(2, 8);
        gives(average, "decay 0.75, weights 2, 4, 9 and biases 8, 0, 2", "there is nothing yet to average with", 2, 8);
        weightsAre(4, 0);
        gives(average, "decay 0.75, weights 2, 4, 9 and biases 8, 0, 2", "0.75 * 2 + 0.25 * 4 and 0.75 * 8 + 0.25 * 0", 2.5, 6);
        weightsAre(9, 2);
        gives(average, "decay 0.75, weights 2, 4, 9 and biases 8, 0, 2", "0.75 * 2.5 + 0.25 * 9 and 0.75 * 6 + 0.25 * 2", 4.125, 5);
    }

    @Test
    void theNetworkItselfIsNotTouched() {
        WeightAverage average = WeightAverage.mean(network);
        weightsAre(2, 8);
        average.update();
        weightsAre(4, 0);
        average.update();
        Check.call("WeightAverage.update").because("the network goes on learning from where it is").gives(() -> values(network.parameters().get("weight")), Values.of(new double[] {4}, 1, 1));
        Tensor weight = network.parameters().get("weight");
        average.copyTo(network);
        Check.call("WeightAverage.copyTo", "the network").because("into the very tensors that the layers compute with")
                .holds(network.parameters().get("weight") == weight && weight.get(0, 0) == 3, "3 in the same tensor", weight);
    }

    @Test
    void nothingIsNoAverage() {
        Check.call("WeightAverage.update").equal(() -> {
            WeightAverage one = WeightAverage.mean(network);
            one.update();
            return one.updates();
        }, 1L);
        Check.call("WeightAverage.copyTo").refuses(IllegalStateException.class, () -> {
            WeightAverage.mean(network).copyTo(network);
            return null;
        }, "update()");
        Check.call("WeightAverage.exponential", 1).refuses(IllegalArgumentException.class, () -> WeightAverage.exponential(network, 1), "0.99");
    }

    @Test
    void anotherKindOfNetworkIsRefused() {
        WeightAverage average = WeightAverage.mean(network);
        weightsAre(2, 8);
        average.update();
        Linear other = new Linear(tensor(shape(1, 1), -1), null);
        Check.call("WeightAverage.copyTo", "a layer without bias").refuses(IllegalArgumentException.class, () -> {
            average.copyTo(other);
            return null;
        }, "[weight, bias]", "[weight]");
        Check.call("WeightAverage.copyTo").because("nothing is changed then").gives(() -> values(other.parameters().get("weight")), Values.of(new double[] {-1}, 1, 1));
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("average")) {
            Tensor states = tensor(c.inputs().getFirst());
            double decay = c.args().get("decay").asDouble();
            Linear moved = new Linear(tensor(shape(1, 6), new double[6]), null);
            WeightAverage average = decay == 0 ? WeightAverage.mean(moved) : WeightAverage.exponential(moved, decay);
            for (int i = 0; i < states.dim(0); i++) {
                int step = i;
                Tracking.off(() -> moved.parameters().get("weight").copyFrom(states.narrow(0, step, 1)));
                average.update();
                Linear target = new Linear(tensor(shape(1, 6), new double[6]), null);
                average.copyTo(target);
                Check.call("WeightAverage.update", c.name(), "state " + i).within(Tolerance.FLOAT).gives(() -> values(target.parameters().get("weight")), values(tensor(c.output()).narrow(0, i, 1)));
            }
        }
    }
}
