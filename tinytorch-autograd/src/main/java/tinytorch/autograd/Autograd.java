package tinytorch.autograd;

import tinytorch.tensor.Tensor;

/** Gradients by a walk back through the operations that made a tensor, as {@code torch.autograd}. */
public final class Autograd {
    private Autograd() {
    }

    /**
     * Adds dLoss/dp to the gradient of every tensor p that wants one and that the loss was computed from.
     *
     * @param loss a tensor of one element
     */
    public static void backward(Tensor loss) {
        throw new UnsupportedOperationException("Autograd.backward");
    }
}
