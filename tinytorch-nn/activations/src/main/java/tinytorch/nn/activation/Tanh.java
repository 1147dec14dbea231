package tinytorch.nn.activation;

import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;

/**
 * The hyperbolic tangent, {@code (exp(x) - exp(-x)) / (exp(x) + exp(-x))}, as {@code torch.nn.Tanh}: a sigmoid from -1
 * to 1, centred at 0.
 */
public record Tanh() implements Activation {

    /**
     * {@code y = tanh(x)}, from -1 to 1. The quotient of exponentials is NaN from |x| = 89 on and loses its digits near
     * 0, so use {@link Tensor#tanh}, which does neither.
     *
     * <p>Worked example: {@code [-1e4, 0, 1e4]} becomes {@code [-1, 0, 1]}, and ln 2 = 0.6931 becomes (2 - 1/2) / (2 +
     * 1/2) = 0.6.
     */
    @Override
    public Tensor forward(Tensor x) {
        // tito:begin activations.tanh
        return x.tanh();
        // tito:end
    }

    /**
     * {@code dL/dx = dL/dy * (1 - y^2)}: from the output alone.
     *
     * <p>Worked example: for y = 0.6 the gradient 100 becomes 100 * (1 - 0.36) = 64.
     */
    @Override
    public Tensor backward(Tensor gradOutput, Tensor output, Tensor input) {
        // tito:begin activations.tanh
        return gradOutput.mul(Tensor.scalar(1).sub(output.mul(output)));
        // tito:end
    }

    /** No: the slope is {@code 1 - y^2}. */
    @Override
    public boolean needsInput() {
        return false;
    }

    /** {@inheritDoc} One pass, nothing allocated: {@link Tensor#inPlace} with {@link UnaryOp.Tanh}. */
    @Override
    public Tensor applyInPlace(Tensor x) {
        // tito:begin activations.inplace
        return x.inPlace(new UnaryOp.Tanh());
        // tito:end
    }
}
