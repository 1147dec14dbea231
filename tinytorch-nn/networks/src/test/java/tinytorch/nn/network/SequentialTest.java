package tinytorch.nn.network;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Backward;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Tanh;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("networks.sequential")
class SequentialTest {

    /** y = factor * x + shift, with a note of every call. */
    private static final class Affine extends Layer implements Backward {
        private final String name;
        private final float factor;
        private final float shift;
        private final List<String> calls;

        Affine(String name, float factor, float shift, List<String> calls) {
            this.name = name;
            this.factor = factor;
            this.shift = shift;
            this.calls = calls;
        }

        @Override
        public Tensor forward(Tensor input) {
            calls.add("forward " + name);
            return input.mul(factor).add(shift);
        }

        @Override
        public Tensor backward(Tensor gradOutput) {
            calls.add("backward " + name);
            return gradOutput.mul(factor);
        }
    }

    /** Squares, and has no hand-written backward. */
    private static final class Square extends Layer {
        @Override
        public Tensor forward(Tensor input) {
            return input.mul(input);
        }
    }

    private final List<String> calls = new ArrayList<>();
    private final Sequential network = new Sequential(new Affine("a", 2, 1, calls), new Affine("b", 3, -1, calls), new Affine("c", 5, 0, calls));

    @Test
    void forwardGoesFromTheFirstLayerToTheLast() {
        Tensor x = vector(1, 0);
        check("Sequential(a, b, c).forward", x).because("c(b(a(x))) = 5 * (3 * (2x + 1) - 1), for x = 1 that is 5 * (3 * 3 - 1) = 40")
                .gives(() -> values(network.forward(x)), Values.of(new double[] {40, 10}, 2));
        Check.call("Sequential(a, b, c).forward").equal(() -> calls, List.of("forward a", "forward b", "forward c"));
    }

    @Test
    void backwardGoesFromTheLastLayerToTheFirst() {
        Tensor x = vector(1, 0);
        Tensor g = vector(1, -2);
        check("Sequential(a, b, c).backward", g).because("the chain rule multiplies the factors: 2 * 3 * 5 = 30").gives(() -> {
            network.forward(x);
            return values(network.backward(g));
        }, Values.of(new double[] {30, -60}, 2));
        Check.call("Sequential(a, b, c).backward").because("each layer needs the gradient of its output, which is the input of the next")
                .equal(() -> calls.subList(3, calls.size()), List.of("backward c", "backward b", "backward a"));
    }

    @Test
    void theGradientGoesThroughActivationsInTheRightOrder() {
        Tensor x = random(1, 3, 2);
        double[] c = Reference.cotangent(2, 6);
        Tensor g = tensor(x.dims(), c);
        Sequential net = new Sequential(new Affine("a", 0.5f, 0.25f, calls), new ActivationLayer(new Tanh()), new Affine("b", 3, 1, calls),
                new ActivationLayer(new Tanh()));
        double[] expected = CentralDifference.gradient(values -> Arrays.stream(values)
                .map(v -> Math.tanh(3 * Math.tanh(0.5 * v + 0.25) + 1)).toArray(), Reference.doubles(x), c);
        check("Sequential(affine, Tanh, affine, Tanh).backward", g).because("this is how much the outputs change when an input is moved by a little")
                .gives(() -> {
            net.forward(x);
            return values(net.backward(g));
        }, Values.of(expected, 3, 2));
    }

    @Test
    void sequentialsCanBeNested() {
        Sequential nested = new Sequential(new Sequential(new Affine("a", 2, 1, calls), new Affine("b", 3, -1, calls)), new Affine("c", 5, 0, calls));
        check("Sequential(Sequential(a, b), c).forward", vector(1)).gives(() -> values(nested.forward(vector(1))), Values.of(new double[] {40}, 1));
        check("Sequential(Sequential(a, b), c).backward", vector(1)).gives(() -> values(nested.backward(vector(1))), Values.of(new double[] {30}, 1));
    }

    @Test
    void noLayersAreTheIdentity() {
        Sequential empty = new Sequential();
        check("Sequential().forward", vector(1, 2)).gives(() -> values(empty.forward(vector(1, 2))), Values.of(new double[] {1, 2}, 2));
        check("Sequential().backward", vector(3, 4)).gives(() -> values(empty.backward(vector(3, 4))), Values.of(new double[] {3, 4}, 2));
    }

    @Test
    void namesTheChildThatHasNoBackward() {
        Sequential net = new Sequential(new Affine("a", 2, 0, calls), new Square(), new ActivationLayer(new ReLU()));
        check("Sequential(a, Square, ReLU).forward", vector(3)).gives(() -> values(net.forward(vector(3))), Values.of(new double[] {36}, 1));
        check("Sequential(a, Square, ReLU).backward", vector(1)).refuses(UnsupportedOperationException.class, () -> net.backward(vector(1)),
                "Sequential.backward", "\"1\"", "Square");
    }

    @Test
    void namesItsParametersByThePlacesOfTheLayers() {
        Sequential net = new Sequential(new Linear(vector(1).unsqueeze(0), vector(0)), new ActivationLayer(new ReLU()),
                new Linear(vector(2).unsqueeze(0), null));
        Check.call("Sequential().forward").run(() -> new Sequential().forward(vector(1)));
        Check.call("Sequential(Linear, ReLU, Linear).parameters").because("PyTorch's nn.Sequential has these names")
                .equal(() -> net.parameters().keySet().toString(), "[0.weight, 0.bias, 2.weight]");
    }
}
