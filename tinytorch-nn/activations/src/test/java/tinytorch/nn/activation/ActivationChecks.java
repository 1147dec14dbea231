package tinytorch.nn.activation;

import static tinytorch.tensor.TestTensors.layouts;
import static tinytorch.tensor.TestTensors.random;
import static tinytorch.tensor.TestTensors.tensor;
import static tinytorch.tensor.TestTensors.values;

import java.util.List;

import tinytorch.tensor.Shape;
import tinytorch.tensor.Tensor;
import tinytorch.testkit.CentralDifference;
import tinytorch.testkit.Check;
import tinytorch.testkit.Golden;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** What every activation has to pass, given the same function in double precision. */
record ActivationChecks(Activation activation, Reference reference) {
    private static final Tolerance ROUNDED = new Tolerance(2e-6, 2e-5);

    /** One call of forward with literal values. */
    void forward(String why, Tensor x, double... expected) {
        Check.call(name() + ".forward", x.shape()).because(why)
                .gives(() -> values(activation.forward(x)), Values.of(expected, x.dims()));
    }

    /** One call of backward with literal values; of the two tensors the rule gets, the one it needs is {@code kept}. */
    void backward(String why, Tensor gradOutput, Tensor kept, double... expected) {
        Check.call(name() + ".backward", gradOutput.shape(), kept.shape()).because(why)
                .gives(() -> values(rule(gradOutput, kept, kept)), Values.of(expected, gradOutput.dims()));
    }

    /** Random numbers, in every memory layout and stretched; the input must stay as it was. */
    void agreesWithTheReferenceInEveryLayout(int... dims) {
        Tensor x = random(3, dims);
        for (Tensor view : layouts(x)) {
            Values before = values(view);
            Check check = Check.call(name() + ".forward", x.shape());
            check.because("a view must give what its contiguous copy gives").gives(() -> values(activation.forward(view)), expected(x));
            check.because("forward must not change its input").gives(() -> values(view), before);
        }
        int[] thin = dims.clone();
        thin[thin.length - 1] = 1;
        Tensor stretched = random(4, thin).expand(dims);
        Check.call(name() + ".forward", stretched.shape()).because("a stretched axis has stride 0, and is read like any other")
                .gives(() -> values(activation.forward(stretched)), expected(stretched));
    }

    /** Central differences against a random cotangent, with gradient and kept tensor in every memory layout. */
    void gradientAgreesWithCentralDifferences(int... dims) {
        Tensor x = random(5, dims);
        Tensor cotangent = random(6, dims);
        double[] gradient = CentralDifference.gradient(v -> reference.apply(v, dims), values(x).data(), values(cotangent).data());
        Tensor y = tensor(expected(x));
        List<Tensor> inputs = layouts(x);
        List<Tensor> outputs = layouts(y);
        List<Tensor> gradOutputs = layouts(cotangent);
        for (int i = 0; i < inputs.size(); i++) {
            Tensor g = gradOutputs.get(inputs.size() - 1 - i);
            Tensor output = outputs.get(i);
            Tensor input = inputs.get(i);
            Check.call(name() + ".backward", g.shape(), y.shape()).within(ROUNDED)
                    .because("measured: the change of sum(gradOutput * y) for a small change of each input (central differences, in double)")
                    .gives(() -> values(rule(g, output, input)), Values.of(gradient, dims));
        }
    }

    /** No elements, one element, and a scalar where there is no axis to name. */
    void keepsOddShapes(int[]... shapes) {
        for (int[] dims : shapes) {
            Tensor x = random(7, dims);
            Check.call(name() + ".forward", x.shape()).because("the result has the shape of the input, whatever it is")
                    .gives(() -> values(activation.forward(x)), expected(x));
            Tensor y = tensor(expected(x));
            Check.call(name() + ".backward", x.shape(), y.shape()).because("the gradient has the shape of the input, whatever it is")
                    .equal(() -> rule(random(8, dims), y, x).shape(), Shape.of(dims));
        }
    }

    /** A case made by PyTorch: output and gradient. */
    void agreesWith(Golden.Case golden) {
        Tensor x = tensor(golden.inputs().get(0));
        Tensor gradOutput = tensor(golden.inputs().get(1));
        Values y = golden.outputs().get(0);
        Check.call(name() + ".forward", x.shape()).because("PyTorch's result for the case '" + golden + "'").within(ROUNDED)
                .gives(() -> values(activation.forward(x)), y);
        Check.call(name() + ".backward", gradOutput.shape(), x.shape())
                .because("PyTorch's gradient for the case '" + golden + "'").within(ROUNDED)
                .gives(() -> values(ruleOfLayer(gradOutput, tensor(y), x)), golden.outputs().get(1));
    }

    private String name() {
        return name(activation);
    }

    /** {@code ReLU}, {@code Softmax[axis=1]}. */
    static String name(Activation activation) {
        return activation.toString().replace("[]", "");
    }

    /** Calls the rule with NaN in place of the tensor it has to do without: a layer may have overwritten or dropped it. */
    private Tensor rule(Tensor gradOutput, Tensor output, Tensor input) {
        Tensor gone = output.mul(Float.NaN);
        return activation.needsInput() ? activation.backward(gradOutput, gone, input) : activation.backward(gradOutput, output, gone);
    }

    /** The same with {@code null}. */
    private Tensor ruleOfLayer(Tensor gradOutput, Tensor output, Tensor input) {
        Tensor neededInput = activation.needsInput() ? input : null;
        Tensor neededOutput = activation.needsInput() ? null : output;
        return activation.backward(gradOutput, neededOutput, neededInput);
    }

    private Values expected(Tensor x) {
        return Values.of(reference.apply(values(x).data(), x.dims()), x.dims());
    }
}
