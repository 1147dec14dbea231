package tinytorch.nn;

import static tinytorch.tensor.TestTensors.check;
import static tinytorch.tensor.TestTensors.counting;
import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.activation.LeakyReLU;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Sigmoid;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.activation.Tanh;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Values;

@Tag("layers.activation")
class ActivationLayerTest {

    @Test
    void appliesItsActivation() {
        Tensor x = vector(-1, 0, 2);
        check("ActivationLayer(ReLU).forward", x)
                .gives(() -> values(new ActivationLayer(new ReLU()).forward(x)), Values.of(new double[] {0, 0, 2}, 3));
    }

    @Test
    void givesTheGradientOfItsActivation() {
        ActivationLayer relu = new ActivationLayer(new ReLU());
        Tensor x = vector(-1, 0, 2);
        Tensor gradOutput = vector(5, 6, 7);
        check("ActivationLayer(ReLU).backward", gradOutput).because("0 where the output was 0").gives(() -> {
            relu.forward(x);
            return values(relu.backward(gradOutput));
        }, Values.of(new double[] {0, 0, 7}, 3));
    }

    @Test
    void hasTheGradientOfCentralDifferencesInEveryLayout() {
        Tensor x = random(1, 3, 4);
        Tensor gradOutput = random(2, 3, 4);
        double[] tanh = CentralDifference.gradient(v -> each(v, Math::tanh), values(x).data(), values(gradOutput).data());
        double[] gelu = CentralDifference.gradient(v -> each(v, u -> 0.5 * u * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (u
                + 0.044715 * u * u * u)))),
                values(x).data(), values(gradOutput).data());
        for (Tensor view : layouts(x)) {
            ActivationLayer first = new ActivationLayer(new Tanh());
            check("ActivationLayer(Tanh).backward", gradOutput).because("measured with central differences").gives(() -> {
                first.forward(view);
                return values(first.backward(gradOutput));
            }, Values.of(tanh, 3, 4));
            ActivationLayer second = new ActivationLayer(new GELU(GELU.Approximation.TANH));
            check("ActivationLayer(GELU).backward", gradOutput).because("GELU's rule needs the input: keep that, not the output")
                    .gives(() -> {
                second.forward(view);
                return values(second.backward(gradOutput));
            }, Values.of(gelu, 3, 4));
        }
    }

    @Test
    void keepsTheOutputAloneWhereThatIsEnough() {
        for (Activation activation : List.of(new ReLU(), new LeakyReLU(), new Sigmoid(), new Tanh(), new Softmax(-1))) {
            ActivationLayer kept = new ActivationLayer(activation);
            Tensor x = random(3, 2, 3);
            Tensor gradOutput = random(4, 2, 3);
            check("ActivationLayer(" + activation + ").backward", gradOutput)
                    .because("the input may be overwritten after forward: keep the output, not the input").gives(() -> {
                kept.forward(x);
                x.fill(Float.NaN);
                return values(kept.backward(gradOutput));
            }, values(activation.backward(gradOutput, activation.forward(random(3, 2, 3)), random(3, 2, 3))));
        }
    }

    @Test
    void refusesABackwardWithoutItsForward() {
        ActivationLayer relu = new ActivationLayer(new ReLU());
        Tensor x = vector(-1, 2);
        check("ActivationLayer.backward", x).because("no forward came before")
                .refuses(IllegalStateException.class, () -> relu.backward(x), "ActivationLayer.backward", "forward");
        check("ActivationLayer.backward", x).run(() -> relu.backward(relu.forward(x)));
        check("ActivationLayer.backward", x).because("each forward allows one backward, so that memory is let go of")
                .refuses(IllegalStateException.class, () -> relu.backward(x), "forward");
    }

    @Test
    void keepsNothingInEvalMode() {
        ActivationLayer relu = new ActivationLayer(new ReLU());
        Tensor x = vector(-1, 2);
        check("ActivationLayer.forward", x).run(() -> relu.forward(x));
        relu.eval();
        check("ActivationLayer.forward", x).run(() -> relu.forward(x));
        check("ActivationLayer.backward", x)
                .because("a network that predicts does not hold on to activations, not even to those of an earlier forward")
                .refuses(IllegalStateException.class, () -> relu.backward(x), "train mode");
    }

    @Test
    void keepsNothingWhereSavedIsOff() {
        ActivationLayer relu = new ActivationLayer(new ReLU());
        Tensor x = vector(-1, 2);
        check("ActivationLayer.forward in Saved.off", x).gives(() -> values(Saved.off(() -> relu.forward(x))), Values.of(new double[] {0, 2}, 2));
        check("ActivationLayer.backward", x).because("autograd computes this gradient: the layer kept nothing")
                .refuses(IllegalStateException.class, () -> relu.backward(x), "nothing is kept");
        relu.forward(x);
        check("ActivationLayer.backward", x).because("after the block layers keep again").gives(() -> values(relu.backward(x)), Values.of(new double[] {0, 2}, 2));
    }

    @Test
    void refusesAGradientOfAnotherShape() {
        ActivationLayer relu = new ActivationLayer(new ReLU());
        Tensor x = counting(2, 3);
        check("ActivationLayer.forward", x).run(() -> relu.forward(x));
        check("ActivationLayer.backward", counting(3)).because("a gradient that is broadcast silently is wrong")
                .refuses(ShapeException.class, () -> relu.backward(counting(3)), "(2, 3)", "(3,)");
    }

    @Test
    void remembersTheActivationForAutograd() {
        Tensor x = counting(3).requiresGrad(true);
        Activation relu = new ReLU();
        check("ActivationLayer.forward", x)
                .because("use Tensor.apply: the result must remember the activation as its origin, for module 07")
                .equal(() -> new ActivationLayer(relu).forward(x).origin().op(), relu);
    }

    private static double[] each(double[] x, DoubleUnaryOperator f) {
        return Arrays.stream(x).map(f).toArray();
    }
}
