package tinytorch.compete.ensemble;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.compete.Cases;
import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.BatchNorm2d;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.Convolution;
import tinytorch.nn.spatial.Window;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Values;

@Tag("compete.norms")
class NormStatisticsTest {

    private static void recompute(Layer network, Iterable<Tensor> batches) {
        Check.call("NormStatistics.recompute").run(() -> {
            NormStatistics.recompute(network, batches);
            return null;
        });
    }

    @Test
    @LookAt("NormStatistics.gather")
    void allBatchesCountAlikeAndTheOldOnesDoNot() {
        BatchNorm2d norm = new BatchNorm2d(1);
        norm.loadStateDict(Map.of("weight", tensor(shape(1), 1), "bias", tensor(shape(1), 0), "running_mean", tensor(shape(1), 77),
                "running_var", tensor(shape(1), 77), "num_batches_tracked", tensor(shape(), 5)));
        Sequential network = new Sequential(norm);
        recompute(network, List.of(tensor(shape(1, 1, 1, 2), 0, 2), tensor(shape(1, 1, 1, 2), 2, 6), tensor(shape(1, 1, 1, 2), 1, 3)));
        Check.call("NormStatistics.recompute", "batches [0, 2], [2, 6] and [1, 3]", "running_mean").because("(1 + 4 + 2) / 3; what was there does not count")
                .gives(() -> values(norm.stateDict().get("running_mean")), Values.of(new double[] {7 / 3.0}, 1));
        Check.call("NormStatistics.recompute", "batches [0, 2], [2, 6] and [1, 3]", "running_var").because("unbiased: (2 + 8 + 2) / 3").gives(() -> values(norm.stateDict().get("running_var")), Values.of(new double[] {4}, 1));
    }

    @Test
    void weightsAndModeStay() {
        for (boolean training : new boolean[] {true, false}) {
            Sequential network = new Sequential(new BatchNorm2d(2));
            if (!training) {
                network.eval();
            }
            recompute(network, List.of(random(1, 4, 2, 3, 3)));
            Check.call("NormStatistics.recompute", "the mode afterwards, whether it is train").equal(network::training, training);
            Check.call("NormStatistics.recompute", "one batch", "the weight").gives(() -> values(network.parameters().get("0.weight")), Values.of(new double[] {1, 1}, 2));
        }
    }

    @Test
    void withoutABatchNothingChanges() {
        Sequential network = new Sequential(new BatchNorm2d(1));
        Check.call("NormStatistics.recompute", "no batch").refuses(IllegalArgumentException.class, () -> {
            NormStatistics.recompute(network, List.of());
            return null;
        }, "no batch");
        Check.call("NormStatistics.recompute", "no batch", "running_var").gives(() -> values(network.stateDict().get("0.running_var")), Values.of(new double[] {1}, 1));
    }

    @Test
    @LookAt("NormStatistics.gather")
    void agreesWithPyTorch() {
        for (Golden.Case c : Cases.of("statistics")) {
            List<Tensor> in = c.inputs().stream().map(tinytorch.tensor.TestTensors::tensor).toList();
            Convolution window = Convolution.square(Window.of(3).padding(1));
            BatchNorm2d first = new BatchNorm2d(2);
            BatchNorm2d second = new BatchNorm2d(3);
            load(first, in.get(2), in.get(3));
            load(second, in.get(5), in.get(6));
            Sequential network = new Sequential(new Conv2d(window, in.get(1), null), first, new ActivationLayer(new ReLU()), new Conv2d(window, in.get(4), null), second);
            List<Tensor> batches = new ArrayList<>();
            for (int i = 0; i < in.getFirst().dim(0); i++) {
                batches.add(in.getFirst().select(0, i));
            }
            recompute(network, batches);
            Check.call("NormStatistics.recompute", "three batches", "running_mean of the first norm").gives(() -> values(first.stateDict().get("running_mean")), c.outputs().get(0));
            Check.call("NormStatistics.recompute", "three batches", "running_var of the first norm").gives(() -> values(first.stateDict().get("running_var")), c.outputs().get(1));
            Check.call("NormStatistics.recompute", "three batches", "running_mean of the second norm").because("it sees what the first makes of the same batch").gives(() -> values(second.stateDict().get("running_mean")), c.outputs().get(2));
            Check.call("NormStatistics.recompute", "three batches", "running_var of the second norm").gives(() -> values(second.stateDict().get("running_var")), c.outputs().get(3));
            Check.call("NormStatistics.recompute", "three batches", "num_batches_tracked of the second norm").because("what was there before does not count").gives(() -> values(second.stateDict().get("num_batches_tracked")), c.outputs().get(4));
        }
    }

    private static void load(BatchNorm2d norm, Tensor weight, Tensor bias) {
        Map<String, Tensor> state = norm.stateDict();
        state.put("weight", weight);
        state.put("bias", bias);
        norm.loadStateDict(state);
    }
}
