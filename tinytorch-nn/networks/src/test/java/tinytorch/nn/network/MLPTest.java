package tinytorch.nn.network;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Sigmoid;
import tinytorch.nn.activation.Tanh;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

@Tag("networks.mlp")
class MLPTest {

    /** A network with these sizes, its weights from a fixed source that no task stands behind. */
    private static Sequential network(int[] sizes, Activation activation, long seed) {
        return new Sequential(MLP.layers(sizes, activation, (in, out) -> new Linear(random(seed + in, out, in), random(seed + 100 + out, out))));
    }

    @Test
    void putsAnActivationBetweenAnyTwoLinearLayers() {
        Layer[] layers = Check.call("MLP.layers", "[2, 8, 4, 1]").run(() -> MLP.layers(new int[] {2, 8, 4, 1}, new Tanh(),
                (in, out) -> new Linear(random(1, out, in), random(2, out))));
        Check.call("MLP.layers", "[2, 8, 4, 1]").because("no activation after the last layer: its outputs are logits, any numbers")
                .equal(() -> Arrays.stream(layers).map(MLPTest::name).toList(), List.of("Linear(2, 8)", "Tanh", "Linear(8, 4)", "Tanh",
                "Linear(4, 1)"));
    }

    private static String name(Layer layer) {
        return layer instanceof ActivationLayer activation ? activation.activation().getClass().getSimpleName() : String.valueOf(layer);
    }

    @Test
    void twoSizesAreOneLinearLayer() {
        Layer[] layers = Check.call("MLP.layers", "[3, 2]")
                .run(() -> MLP.layers(new int[] {3, 2}, new ReLU(), (in, out) -> new Linear(random(1, out, in), null)));
        Check.call("MLP.layers", "[3, 2]").equal(() -> Arrays.stream(layers).map(MLPTest::name).toList(), List.of("Linear(3, 2, no bias)"));
    }

    @Test
    void makesTheLinearLayersFromFirstToLastOnceEach() {
        List<String> made = new ArrayList<>();
        Check.call("MLP.layers", "[5, 4, 3, 2]").because("the same seed has to give the same network: layers draw their numbers in this order")
                .equal(() -> {
            MLP.layers(new int[] {5, 4, 3, 2}, new ReLU(), (in, out) -> {
                made.add(in + " to " + out);
                return new Linear(random(1, out, in), null);
            });
            return made;
        }, List.of("5 to 4", "4 to 3", "3 to 2"));
    }

    @Test
    void everyActivationHasAPlaceOfItsOwn() {
        Layer[] layers = Check.call("MLP.layers", "[1, 1, 1, 1]")
                .run(() -> MLP.layers(new int[] {1, 1, 1, 1}, new Tanh(), (in, out) -> new Linear(random(1, out, in), null)));
        Check.call("MLP.layers", "[1, 1, 1, 1]")
                .holds(layers[1] != layers[3], "two layers: each keeps what its own backward needs", "one ActivationLayer in two places");
    }

    @Test
    void hasPyTorchsParameterNamesAndCount() {
        MLP mlp = Check.call("MLP", "[784, 128, 10]").run(() -> new MLP(new int[] {784, 128, 10}, new ReLU(), new SplittableRandom(1)));
        Check.call("MLP.parameters", "[784, 128, 10]").equal(() -> mlp.parameters().keySet().toString(), "[0.weight, 0.bias, 2.weight, 2.bias]");
        Check.call("MLP.parameterCount", "[784, 128, 10]").because("784*128 + 128 + 128*10 + 10").equal(mlp::parameterCount, 101_770L);
    }

    @Test
    void theSameSeedGivesTheSameNetwork() {
        int[] sizes = {3, 5, 2};
        Tensor x = random(3, 4, 3);
        MLP first = Check.call("MLP", "[3, 5, 2]").run(() -> new MLP(sizes, new Tanh(), Initializer.xavierUniform(1), new SplittableRandom(7)));
        MLP same = new MLP(sizes, new Tanh(), Initializer.xavierUniform(1), new SplittableRandom(7));
        MLP other = new MLP(sizes, new Tanh(), Initializer.xavierUniform(1), new SplittableRandom(8));
        check("MLP.forward, seed 7 twice", x).within(Tolerance.EXACT).gives(() -> values(same.forward(x)), values(first.forward(x)));
        Check.call("MLP.forward, seeds 7 and 8")
                .holds(!Arrays.equals(first.forward(x).toArray(), other.forward(x).toArray()), "another seed gives another network", "equal outputs");
    }

    @Test
    @LookAt("MLP.layers")
    void computesWhatADoublePrecisionNetworkComputes() {
        int[] sizes = {3, 7, 5, 2};
        Sequential mlp = Check.call("MLP.layers", "[3, 7, 5, 2]").run(() -> network(sizes, new Tanh(), 10));
        double[][] parameters = mlp.parameters().values().stream().map(Reference::doubles).toArray(double[][]::new);
        Tensor x = random(1, 6, 3);
        check("MLP([3, 7, 5, 2], Tanh).forward", x).within(Tolerance.ofSum(20))
                .gives(() -> values(mlp.forward(x)), Values.of(Reference.mlp(Reference.doubles(x), Math::tanh, parameters), 6, 2));
    }

    @Test
    void everyGradientAgreesWithCentralDifferences() {
        int[] sizes = {3, 4, 4, 2};
        Sequential mlp = Check.call("MLP.layers", "[3, 4, 4, 2]").run(() -> network(sizes, new Tanh(), 20));
        List<Tensor> tensors = List.copyOf(mlp.parameters().values());
        List<String> names = List.copyOf(mlp.parameters().keySet());
        double[][] parameters = tensors.stream().map(Reference::doubles).toArray(double[][]::new);
        Tensor x = random(2, 3, 3);
        double[] xs = Reference.doubles(x);
        double[] c = Reference.cotangent(3, 6);
        Tensor g = tensor(new int[] {3, 2}, c);
        String why = "this is how much the outputs, weighted with a random gradient, change when a number is moved by a little";
        check("MLP([3, 4, 4, 2], Tanh).backward: input", g).because(why).within(Tolerance.ofSum(20)).gives(() -> {
            mlp.forward(x);
            return values(mlp.backward(g));
        }, Values.of(CentralDifference.gradient(v -> Reference.mlp(v, Math::tanh, parameters), xs, c), 3, 3));
        for (int i = 0; i < parameters.length; i++) {
            int index = i;
            double[] expected = CentralDifference.gradient(v -> Reference.mlp(xs, Math::tanh, Reference.with(parameters, index, v)), parameters[i], c);
            check("MLP([3, 4, 4, 2], Tanh).backward: " + names.get(i), g).because(why).within(Tolerance.ofSum(20))
                    .gives(() -> values(tensors.get(index).grad()), Values.of(expected, tensors.get(index).dims()));
        }
    }

    @Test
    void agreesWithPyTorch() {
        for (Golden.Case c : Golden.load(MLPTest.class, "golden.json", "mlp")) {
            int[] sizes = c.args().get("sizes").valueStream().mapToInt(n -> n.asInt()).toArray();
            int[] next = {2};
            Sequential mlp = Check.call("MLP.layers", Arrays.toString(sizes))
                    .run(() -> new Sequential(MLP.layers(sizes, activation(c.args().get("activation").asString()),
                    (_, _) -> new Linear(tensor(c.inputs().get(next[0]++)), tensor(c.inputs().get(next[0]++))))));
            Tensor x = tensor(c.inputs().get(0));
            Tensor g = tensor(c.inputs().get(1));
            String why = "torch.nn.Sequential gives this";
            check("MLP.forward, " + c.name(), x).because(why).within(Tolerance.ofSum(8)).gives(() -> values(mlp.forward(x)), c.outputs().get(0));
            check("MLP.backward: input, " + c.name(), g).because(why).within(Tolerance.ofSum(8))
                    .gives(() -> values(mlp.backward(g)), c.outputs().get(1));
            for (int i = 0; i < c.args().get("names").size(); i++) {
                String name = c.args().get("names").get(i).asString();
                check("MLP.backward: " + name + ", " + c.name(), g).because(why).within(Tolerance.ofSum(20))
                        .gives(() -> values(mlp.parameters().get(name).grad()), c.outputs().get(2 + i));
            }
        }
    }

    private static Activation activation(String name) {
        return switch (name) {
            case "Tanh" -> new Tanh();
            case "ReLU" -> new ReLU();
            case "Sigmoid" -> new Sigmoid();
            default -> throw new IllegalStateException("the golden file has another activation: " + name);
        };
    }
}
