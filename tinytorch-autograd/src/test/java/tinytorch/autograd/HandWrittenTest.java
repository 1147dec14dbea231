package tinytorch.autograd;

import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.values;
import static tinytorch.tensor.TestTensors.vector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Dropout;
import tinytorch.nn.Flatten;
import tinytorch.nn.Residual;
import tinytorch.nn.activation.Activation;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.activation.LeakyReLU;
import tinytorch.nn.activation.LogSoftmax;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Sigmoid;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.activation.Tanh;
import tinytorch.nn.network.CrossEntropy;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Loss;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.MeanSquaredError;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** The gradients that were written by hand in modules 03 to 05: autograd computes the same bits. */
@Tag("autograd.backward")
class HandWrittenTest {
    private static final List<Activation> ACTIVATIONS = List.of(new ReLU(), new LeakyReLU(0.1f), new Sigmoid(), new Tanh(), new GELU(),
            new GELU(GELU.Approximation.TANH), new Softmax(-1), new LogSoftmax(-1));

    /** One forward pass, and both backward passes through it. */
    private static void compare(String what, Sequential network, Loss loss, Tensor input, Tensor target) {
        Tensor x = input.requiresGrad(true);
        Tensor prediction = network.forward(x);
        Tensor byHand = network.backward(loss.gradient(prediction, target));
        Map<String, Values> expected = new LinkedHashMap<>();
        network.parameters().forEach((name, parameter) -> {
            expected.put(name, values(parameter.grad()));
            parameter.zeroGrad();
        });
        Check.call("Autograd.backward", what).run(() -> {
            Autograd.backward(Tensor.apply(loss, prediction, target));
            return x;
        });
        network.parameters().forEach((name, parameter) -> Check.call("Autograd.backward", what, name).within(Tolerance.EXACT)
                .because("what you wrote by hand in module 05 gives this, to the last bit")
                        .gives(() -> values(parameter.grad()), expected.get(name)));
        Check.call("Autograd.backward", what, "the input").within(Tolerance.EXACT).gives(() -> values(x.grad()), values(byHand));
        x.zeroGrad();
    }

    @Test
    void multiLayerPerceptronsWithEachActivationAndLoss() {
        for (Activation activation : ACTIVATIONS) {
            MLP network = new MLP(new int[] {5, 7, 6, 3}, activation, new SplittableRandom(1));
            compare(activation + " and cross-entropy", network, new CrossEntropy(), random(2, 4, 5), vector(0, 2, 1, 1));
            network.parameters().values().forEach(Tensor::zeroGrad);
            compare(activation + " and squared error", network, new MeanSquaredError(), random(2, 4, 5), random(3, 4, 3));
        }
    }

    @Test
    void leadingAxesAndSingleVectors() {
        Linear linear = new Linear(4, 3, new SplittableRandom(1));
        compare("a linear layer on (2, 5, 4)", new Sequential(linear), new MeanSquaredError(), random(2, 2, 5, 4), random(3, 2, 5, 3));
        linear.parameters().values().forEach(Tensor::zeroGrad);
        compare("a linear layer on (4,)", new Sequential(linear), new MeanSquaredError(), random(2, 4), random(3, 3));
    }

    @Test
    void residualDropoutAndFlatten() {
        SplittableRandom random = new SplittableRandom(1);
        Sequential body = new Sequential(new Linear(6, 6, random), new ActivationLayer(new Tanh()), new Dropout(0.5, random));
        Sequential network = new Sequential(new Flatten(), new Residual(body), new Linear(6, 2, random));
        compare("flatten, residual with dropout, linear", network, new CrossEntropy(), random(2, 4, 2, 3), vector(0, 1, 1, 0));
    }
}
