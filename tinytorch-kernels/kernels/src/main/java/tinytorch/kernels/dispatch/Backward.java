package tinytorch.kernels.dispatch;

import java.util.List;

import tinytorch.kernels.fusion.ElementWise;
import tinytorch.nn.activation.Activation;
import tinytorch.tensor.Tensor;

/** The gradient of an activation as a function of {@code (gradOutput, output, x)}. */
record Backward(Activation activation) implements ElementWise {
    @Override
    public Tensor of(List<Tensor> inputs) {
        return activation.backward(inputs.get(0), inputs.get(1), inputs.get(2));
    }
}
