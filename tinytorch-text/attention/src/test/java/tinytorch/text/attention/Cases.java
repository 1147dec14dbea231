package tinytorch.text.attention;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import tinytorch.autograd.Autograd;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Linear;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.TestTensors;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;

/** PyTorch's results, and the layers they are for. */
final class Cases {
    /** Sums of some ten products, twice. */
    static final Tolerance PRODUCTS = new Tolerance(2e-5, 2e-5);

    private Cases() {
    }

    static List<Golden.Case> of(String op) {
        return Golden.load(Cases.class, "golden.json", op);
    }

    static boolean flag(Golden.Case c, String name) {
        return c.args().get(name).asBoolean();
    }

    /** An input of a case, which wants a gradient. */
    static Tensor leaf(Golden.Case c, int number) {
        return TestTensors.tensor(c.inputs().get(number)).requiresGrad(true);
    }

    /** A linear layer with weights of its own, the same for the same seed. */
    static Linear linear(int in, int out, boolean bias, long seed) {
        return new Linear(TestTensors.random(seed, out, in), bias ? TestTensors.random(seed + 1, out) : null);
    }

    static CausalSelfAttention attention(int width, int heads) {
        return new CausalSelfAttention(linear(width, 3 * width, true, 1), linear(width, width, true, 3), heads);
    }

    static CausalSelfAttention dropping(int width, int heads, double p) {
        return new CausalSelfAttention(linear(width, 3 * width, true, 1), linear(width, width, true, 3), heads, p, new SplittableRandom(9));
    }

    /** A layer with the state of a case: its inputs from {@code first} on, named in the order of args.names. */
    static <L extends Layer> L load(L layer, Golden.Case c, int first) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        for (int i = 0; i < c.args().get("names").size(); i++) {
            state.put(c.args().get("names").get(i).asString(), TestTensors.tensor(c.inputs().get(first + i)));
        }
        layer.loadStateDict(state);
        return layer;
    }

    /** The gradients of leaves, for a gradient of the output. */
    static List<Tensor> gradients(Tensor output, Tensor gradient, Tensor... leaves) {
        return new ArrayList<>(Autograd.gradients(output, gradient, List.of(leaves)));
    }
}
