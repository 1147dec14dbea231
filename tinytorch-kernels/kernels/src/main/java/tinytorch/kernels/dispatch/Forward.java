package tinytorch.kernels.dispatch;

import java.util.List;

import tinytorch.kernels.fusion.ElementWise;
import tinytorch.nn.activation.Activation;
import tinytorch.tensor.Tensor;

/** An activation as a function of {@code (x)}. */
record Forward(Activation activation) implements ElementWise {
    @Override
    public Tensor of(List<Tensor> inputs) {
        return activation.forward(inputs.getFirst());
    }
}
