package tinytorch.optim;

import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import tinytorch.tensor.Tensor;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Values;

/** Steps with given gradients: these tests need no loss and no autograd. */
final class Steps {
    private Steps() {
    }

    /** A number to learn. */
    static Tensor one(double value) {
        return tensor(shape(1), value).requiresGrad(true);
    }

    /** The only group, with one parameter named p. */
    static ParameterGroup group(Tensor p, double learningRate) {
        return ParameterGroup.of(Map.of("p", p), learningRate);
    }

    /** The parameter after each step; step i has the gradient {@code gradients[i]}. */
    static Values path(Optimizer optimizer, Tensor p, Values gradients) {
        int steps = gradients.shape()[0];
        int size = p.size();
        double[] path = new double[steps * size];
        for (int step = 0; step < steps; step++) {
            double[] gradient = Arrays.copyOfRange(gradients.data(), step * size, (step + 1) * size);
            step(optimizer, p, gradient);
            float[] now = p.toArray();
            for (int i = 0; i < size; i++) {
                path[step * size + i] = now[i];
            }
        }
        return Values.of(path, gradients.shape());
    }

    /** One step with this gradient for p, and the gradients that other parameters have. */
    static void step(Optimizer optimizer, Tensor p, double... gradient) {
        p.zeroGrad();
        p.accumulateGrad(tensor(p.dims(), gradient));
        optimizer.step();
    }

    /** The path of a number with the gradients given. */
    static Values path(Optimizer optimizer, Tensor p, double... gradients) {
        return path(optimizer, p, Values.of(gradients, gradients.length, 1));
    }

    static Values numbers(double... values) {
        return Values.of(values, values.length, 1);
    }

    /** Runs PyTorch's cases: ten steps each. */
    static void agree(String method, List<Golden.Case> cases, Function<Golden.Case, Function<ParameterGroup, Optimizer>> optimizers) {
        for (Golden.Case c : cases) {
            Tensor p = tensor(c.inputs().get(0)).requiresGrad(true);
            ParameterGroup group = group(p, number(c, "lr", 0)).weightDecay(number(c, "weight_decay", 0));
            Check.call(method, c.name(), c.args()).because("ten steps as PyTorch takes them")
                    .gives(() -> path(optimizers.apply(c).apply(group), p, c.inputs().get(1)), c.output());
        }
    }

    /** A setting of a case. */
    static double number(Golden.Case c, String name, double otherwise) {
        return c.args().has(name) ? c.args().get(name).asDouble() : otherwise;
    }
}
