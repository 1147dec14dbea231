package tinytorch.compress.prune;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Tanh;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.BatchNorm2d;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.LeNet;
import tinytorch.nn.spatial.SmallResNet;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("compress.shrink")
class ShrinkTest {

    private static Values parameter(Layer layer, String name) {
        return values(layer.stateDict().get(name));
    }

    private static Values output(Layer network, Tensor input) {
        return Tracking.off(() -> values(network.forward(input)));
    }

    /** Sets all numbers of some indices of axis 0 (made) or axis 1 (read) to a value. */
    private static void set(Layer network, String name, int axis, float value, int... indices) {
        Tensor parameter = network.stateDict().get(name).detach();
        for (int index : indices) {
            parameter.narrow(axis, index, 1).fill(value);
        }
    }

    private static void hasShape(Layer network, String name, String expected) {
        Check.call("Structured.prune, " + name).equal(() -> network.stateDict().get(name).shape().toString(), expected);
    }

    @Test
    void theFirstLayerLosesRows() {
        Units units = new Units(new Linear(counting(3, 2), vector(7, 8, 9)), null, new Linear(counting(2, 3), null));
        Layer smaller = Check.call("Units.fromWith", 0, 2).run(() -> units.fromWith(0, 2));
        Check.call("Units.fromWith, weight").gives(() -> parameter(smaller, "weight"), Values.of(new double[] {0, 1, 4, 5}, 2, 2));
        Check.call("Units.fromWith, bias").because("the bias has a number for each unit").gives(() -> parameter(smaller, "bias"), Values.of(new double[] {7, 9}, 2));
        Units without = new Units(new Linear(counting(3, 2), null), null, new Linear(counting(2, 3), null));
        Check.call("Units.fromWith, without bias").equal(() -> without.fromWith(1).parameters().keySet().toString(), "[weight]");
    }

    @Test
    void theSecondLayerLosesColumns() {
        Units units = new Units(new Linear(counting(3, 1), null), null, new Linear(counting(1, 6), vector(5)));
        Layer smaller = Check.call("Units.toWith", 0, 2).run(() -> units.toWith(0, 2));
        Check.call("Units.toWith, weight").because("each unit is read by two columns side by side").gives(() -> parameter(smaller, "weight"), Values.of(new double[] {0, 1, 4, 5}, 1, 4));
        Check.call("Units.toWith, bias").because("the outputs all stay").gives(() -> parameter(smaller, "bias"), Values.of(new double[] {5}, 1));
        Units kernels = new Units(new Conv2d(UnitsTest.PLAIN, counting(2, 1, 1, 1), null), null, new Conv2d(UnitsTest.PLAIN, counting(2, 2, 1, 2), null));
        Check.call("Units.toWith, kernels").gives(() -> parameter(kernels.toWith(1), "weight"), Values.of(new double[] {2, 3, 6, 7}, 2, 1, 1, 2));
    }

    @Test
    void theNormLosesItsNumbersOfThem() {
        BatchNorm2d norm = new BatchNorm2d(3);
        norm.stateDict().forEach((name, tensor) -> tensor.detach().copyFrom(tensor.rank() == 0 ? Tensor.scalar(17) : counting(3).add(name.length())));
        Units units = new Units(new Conv2d(UnitsTest.PLAIN, counting(3, 1, 1, 1), null), norm, new Linear(counting(1, 3), null));
        BatchNorm2d smaller = Check.call("Units.normWith", 2).run(() -> units.normWith(2));
        for (String name : new String[] {"weight", "bias", "running_mean", "running_var"}) {
            Check.call("Units.normWith, " + name).because("each channel keeps its own statistics").gives(() -> parameter(smaller, name), Values.of(new double[] {2 + name.length()}, 1));
        }
        Check.call("Units.normWith, num_batches_tracked").gives(() -> parameter(smaller, "num_batches_tracked"), Values.of(new double[] {17}));
    }

    @Test
    void anMlpBecomesNarrower() {
        MLP network = new MLP(new int[] {20, 16, 8, 5}, new ReLU(), new SplittableRandom(1));
        Layer smaller = Check.call("Structured.prune", "MLP 20-16-8-5", 0.5).run(() -> Structured.prune(network, 0.5));
        hasShape(smaller, "0.weight", "(8, 20)");
        hasShape(smaller, "2.weight", "(4, 8)");
        hasShape(smaller, "4.weight", "(5, 4)");
        check("MLP.forward, pruned", random(2, 3, 20)).equal(() -> output(smaller, random(2, 3, 20)).shape(), shape(3, 5));
        hasShape(network, "0.weight", "(16, 20)");
    }

    @Test
    void withoutUselessUnitsAnMlpComputesTheSame() {
        MLP network = new MLP(new int[] {6, 8, 8, 3}, new Tanh(), new SplittableRandom(3));
        set(network, "0.weight", 0, 0, 1, 5);
        set(network, "0.bias", 0, 0, 1, 5);
        set(network, "2.weight", 1, 0, 2, 6);
        set(network, "4.weight", 1, 0, 0, 1, 2, 7);
        Layer smaller = Check.call("Structured.prune").run(() -> Structured.prune(network, 0.5));
        Tensor input = random(4, 5, 6);
        check("MLP.forward, pruned", input).because("units 1 and 5 are always 0, the others are read by nobody: without them the same").gives(() -> output(smaller, input), output(network, input));
        hasShape(smaller, "2.weight", "(4, 4)");
    }

    @Test
    void withoutUselessChannelsACnnComputesTheSame() {
        SmallVgg network = new SmallVgg(3, 8, new int[] {4, 6}, 5, new SplittableRandom(5));
        network.stateDict().forEach((name, tensor) -> {
            if (name.contains("running") || name.startsWith("1.") || name.startsWith("5.")) {
                tensor.detach().copyFrom(random(name.length(), tensor.dims()).abs().add(0.5f));
            }
        });
        network.eval();
        set(network, "1.weight", 0, 0, 0, 3);
        set(network, "1.bias", 0, 0, 0, 3);
        set(network, "9.weight", 1, 0, 4, 5, 6, 7, 12, 13, 14, 15, 16, 17, 18, 19);
        Layer smaller = Check.call("Structured.prune").run(() -> Structured.prune(network, 0.5));
        Tensor input = random(6, 2, 3, 8, 8);
        check("SmallVgg.forward, pruned", input).because("channels 0 and 3 are always 0, and 1, 3 and 4 of the second layer are read by nobody: 4 pixels each")
                .within(Tolerance.ofSum(64)).gives(() -> output(smaller, input), output(network, input));
        hasShape(smaller, "0.weight", "(2, 3, 3, 3)");
        hasShape(smaller, "1.running_mean", "(2,)");
        hasShape(smaller, "4.weight", "(3, 2, 3, 3)");
        hasShape(smaller, "9.weight", "(5, 12)");
    }

    @Test
    void aQuarterOfTheWeightsIsLeftOfHalfTheChannels() {
        SmallVgg network = new SmallVgg(new SplittableRandom(7));
        Layer smaller = Check.call("Structured.prune", "SmallVgg", 0.5).run(() -> Structured.prune(network, 0.5));
        Check.call("Structured.prune(SmallVgg).parameterCount").because("16, 32 and 64 channels").equal(smaller::parameterCount,
                9L * (3 * 16 + 16 * 32 + 32 * 64) + 2 * (16 + 32 + 64) + 1024 * 10 + 10);
        LeNet digits = new LeNet(10, new SplittableRandom(8));
        Layer read = Check.call("Structured.prune", "LeNet", 0.5).run(() -> Structured.prune(digits, 0.5));
        check("LeNet.forward, pruned", random(9, 2, 1, 28, 28)).equal(() -> output(read, random(9, 2, 1, 28, 28)).shape(), shape(2, 10));
        hasShape(read, "7.weight", "(60, 200)");
    }

    @Test
    void theModeStaysAndTheNewWeightsAreTheirOwn() {
        MLP network = new MLP(new int[] {4, 4, 2}, new ReLU(), new SplittableRandom(9));
        network.eval();
        Layer smaller = Check.call("Structured.prune").run(() -> Structured.prune(network, 0));
        Check.call("Structured.prune").because("the network was in eval mode").equal(smaller::training, false);
        Values before = output(smaller, random(10, 1, 4));
        Map<String, Tensor> state = network.stateDict();
        state.values().forEach(tensor -> tensor.detach().fill(0));
        Check.call("Structured.prune").because("a change of the old network is no change of the new one").within(Tolerance.EXACT).gives(() -> output(smaller, random(10, 1, 4)), before);
        Check.call("Structured.prune").because("they are to be trained again").equal(() -> smaller.parameters().get("0.weight").requiresGrad(), true);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        Check.call("Structured.prune").run(() -> Structured.prune(new MLP(new int[] {2, 2, 1}, new ReLU(), new SplittableRandom(11)), 0.5));
        Layer residual = new SmallResNet(1, 10, new SplittableRandom(1));
        Check.call("Structured.prune", "SmallResNet").refuses(IllegalArgumentException.class, () -> Structured.prune(residual, 0.5), "SmallResNet");
        Layer nested = new Sequential(new Linear(random(1, 2, 2), null), new Sequential(), new Linear(random(2, 2, 2), null));
        Check.call("Structured.prune", "Sequential inside").refuses(IllegalArgumentException.class, () -> Structured.prune(nested, 0.5), "Sequential");
    }
}
