package tinytorch.compete.precision;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.autograd.Autograd;
import tinytorch.compete.Cases;
import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.SmallResNet;
import tinytorch.nn.spatial.Window;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;

@Tag("compete.mixed")
class MixedTest {

    @Test
    void roundsForwardAndBackward() {
        Tensor x = vector(1.001, 3.3, -70_000).requiresGrad(true);
        Tensor y = Check.call("Rounding(FLOAT16).of", "[1.001, 3.3, -70000]").run(() -> new Rounding(Precision.FLOAT16).of(x));
        Check.call("Rounding.of").within(Tolerance.EXACT).gives(() -> values(y), Values.of(new double[] {1.0009765625, 3.30078125, Double.NEGATIVE_INFINITY}, 3));
        Tensor gradient = Autograd.gradients(y, vector(1e-9, 1.001, 1), List.of(x)).getFirst();
        Check.call("Rounding.backward", "[1e-9, 1.001, 1]").within(Tolerance.EXACT).because("the gradient goes straight through, rounded: the first is too small for a half")
                .gives(() -> values(gradient), Values.of(new double[] {0, 1.0009765625, 1}, 3));
    }

    @Test
    @LookAt("Rounding.backward")
    void aLayerAgreesWithPyTorch() {
        for (Golden.Case c : Cases.of("mixed")) {
            List<Tensor> in = c.inputs().stream().map(tinytorch.tensor.TestTensors::tensor).toList();
            Tensor x = in.get(0).requiresGrad(true);
            Linear linear = new Linear(in.get(1), in.get(2));
            Layer mixed = Mixed.of(linear, Precision.BFLOAT16);
            Tensor y = Check.call("MixedLinear.forward", x.shape()).run(() -> mixed.forward(x));
            Check.call("MixedLinear.forward", c.name()).within(Tolerance.EXACT).because("input, weight, bias and output are rounded, once each").gives(() -> values(y), c.outputs().get(0));
            List<Tensor> gradients = Autograd.gradients(y, in.get(3), List.of(x, linear.parameters().get("weight"), linear.parameters().get("bias")));
            for (int i = 0; i < 3; i++) {
                Tensor gradient = gradients.get(i);
                Check.call("MixedLinear, gradient of " + List.of("input", "weight", "bias").get(i)).within(new Tolerance(0, 0.005)).because("rounded where it comes back; a last bit may differ with the order of a sum")
                        .gives(() -> values(gradient), c.outputs().get(i + 1));
                Check.call("MixedLinear, gradient " + i).within(Tolerance.EXACT).because("gradients are bfloat16 numbers").gives(() -> values(gradient), values(Precision.BFLOAT16.round(gradient)));
            }
        }
    }

    @Test
    void withoutBiasToo() {
        Layer mixed = Mixed.of(new Linear(tensor(shape(1, 1), 3.01), null), Precision.BFLOAT16);
        Check.call("MixedLinear.forward", "[1.001] with the weight 3.01, no bias").within(Tolerance.EXACT).gives(() -> values(mixed.forward(vector(1.001))), Values.of(new double[] {3.015625}, 1));
    }

    @Test
    void convolutionsAreRoundedToo() {
        for (boolean bias : new boolean[] {true, false}) {
            Conv2d conv = new Conv2d(2, 3, tinytorch.nn.spatial.Convolution.square(Window.of(3).padding(1)), bias, new SplittableRandom(1));
            Tensor x = random(2, 2, 2, 4, 4);
            Tensor actual = Check.call("MixedConv2d.forward", x.shape()).run(() -> Mixed.of(conv, Precision.BFLOAT16).forward(x));
            Tensor expected = Tracking.off(() -> {
                Tensor w = Precision.BFLOAT16.round(conv.weight());
                Tensor b = bias ? Precision.BFLOAT16.round(conv.parameters().get("bias")) : null;
                return Precision.BFLOAT16.round(new Conv2d(conv.convolution(), w, b).forward(Precision.BFLOAT16.round(x)));
            });
            Check.call("MixedConv2d.forward", bias ? "with bias" : "without bias").within(Tolerance.EXACT).gives(() -> values(actual), values(expected));
        }
    }

    @Test
    void masterWeightsStayFloats() {
        Sequential network = new Sequential(new Linear(3, 4, new SplittableRandom(1)), new ActivationLayer(new ReLU()), new Linear(4, 2, new SplittableRandom(2)));
        Values before = values(network.parameters().get("0.weight"));
        Layer mixed = Mixed.of(network, Precision.BFLOAT16);
        Check.call("Mixed.of").run(() -> mixed.forward(random(3, 5, 3)));
        Check.call("Mixed.of").because("the same names and the same tensors: who trains the one trains the other").equal(() -> mixed.parameters(), network.parameters());
        Check.call("Mixed.of").because("computing with rounded weights does not round the weights").within(Tolerance.EXACT).gives(() -> values(network.parameters().get("0.weight")), before);
    }

    @Test
    void wholeNetworksToo() {
        SplittableRandom random = new SplittableRandom(1);
        Layer resnet = new SmallResNet(1, 10, random);
        Layer gpt = new Gpt(GptConfig.tiny(11), random);
        for (Layer network : List.of(resnet, gpt)) {
            Tensor input = network == gpt ? tensor(shape(1, 5), 1, 2, 3, 4, 10) : random(3, 2, 3, 8, 8);
            network.eval();
            Layer mixed = Check.call("Mixed.of", network.getClass().getSimpleName()).run(() -> Mixed.of(network, Precision.BFLOAT16));
            Check.call("Mixed.of").because("the mode is that of the network").equal(mixed::training, false);
            Check.call("Mixed.of").because("the same names and the same tensors").equal(mixed::parameters, network.parameters());
            Values floats = values(Tracking.off(() -> network.forward(input)));
            Check.call("Mixed.forward").because("8 bits are two or three digits").within(new Tolerance(0.1, 0)).gives(() -> values(Tracking.off(() -> mixed.forward(input))), floats);
            Check.call("Mixed.forward").because("it computes with rounded numbers").holds(!java.util.Arrays.equals(values(Tracking.off(() -> mixed.forward(input))).data(), floats.data()), "other digits", "the same bits");
        }
    }
}
