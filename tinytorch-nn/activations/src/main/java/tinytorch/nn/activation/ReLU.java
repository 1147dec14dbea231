package tinytorch.nn.activation;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Tensor;

/**
 * The rectified linear unit, {@code max(x, 0)}, as {@code torch.nn.ReLU}: cheap, and its gradient does not fade for
 * large inputs. (Nair and Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines", 2010.)
 */
public record ReLU() implements Activation {

    /**
     * {@code y = max(x, 0)}, element by element. NaN stays NaN.
     *
     * <p>Worked example: {@code [-2, 0, 3]} becomes {@code [0, 0, 3]}.
     */
    @Override
    public Tensor forward(Tensor x) {
        // tito:begin activations.relu
        return x.maximum(0);
        // tito:end
    }

    /**
     * {@code dL/dx = dL/dy} where {@code y > 0}, and 0 where {@code y = 0}. At x = 0 there is a kink; every value from
     * 0 to 1 would do as a slope, and like PyTorch we take 0.
     *
     * <p>Choose between the two, do not multiply by a mask of ones and zeros: an infinite gradient times 0 is NaN.
     * As y is never negative, it is its own condition: {@link Tensor#where} asks whether it is not 0. Where y is NaN, the gradient goes through, as in PyTorch.
     *
     * <p>Worked example: for {@code y = [0, 0, 3]} the gradient {@code [5, 6, 7]} becomes {@code [0, 0, 7]}.
     */
    @Override
    public Tensor backward(Tensor gradOutput, Tensor output, Tensor input) {
        // tito:begin activations.relu
        return Tensor.where(output, gradOutput, Tensor.scalar(0));
        // tito:end
    }

    /** No: y is positive exactly where x is. */
    @Override
    public boolean needsInput() {
        return false;
    }

    /** {@inheritDoc} One pass, nothing allocated: {@link Tensor#inPlace} with {@link BinaryOp#MAXIMUM}. */
    @Override
    public Tensor applyInPlace(Tensor x) {
        // tito:begin activations.inplace
        return x.inPlace(BinaryOp.MAXIMUM, Tensor.scalar(0));
        // tito:end
    }
}
