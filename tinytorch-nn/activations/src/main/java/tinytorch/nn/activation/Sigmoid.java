package tinytorch.nn.activation;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;

/** The logistic function, {@code 1 / (1 + exp(-x))}, as {@code torch.nn.Sigmoid}: any number becomes a probability. */
public record Sigmoid() implements Activation {

    /**
     * {@code y = 1 / (1 + exp(-x))}, from 0 to 1.
     *
     * <p>Mathematically {@code exp(x) / (1 + exp(x))} is the same, and so is {@code (1 + tanh(x / 2)) / 2}. In
     * {@code float} they are not: the first is infinity / infinity = NaN from x = 89 on, and the second is exactly 0
     * from x = -19 down, where the true value is 5.6e-9 and its logarithm matters. The form above has its overflow in
     * the denominator, and {@code 1 / infinity} is 0, as it should be.
     *
     * <p>Worked example: {@code [-1e4, 0, 1e4]} becomes {@code [0, 0.5, 1]}, and ln 3 = 1.0986 becomes 1 / (1 + 1/3) =
     * 0.75.
     */
    @Override
    public Tensor forward(Tensor x) {
        // tito:begin activations.sigmoid
        return Tensor.scalar(1).div(x.neg().exp().add(1));
        // tito:end
    }

    /**
     * {@code dL/dx = dL/dy * y * (1 - y)}: from the output alone, no exponential again.
     *
     * <p>Worked example: for y = 0.75 the gradient 16 becomes 16 * 0.75 * 0.25 = 3.
     */
    @Override
    public Tensor backward(Tensor gradOutput, Tensor output, Tensor input) {
        // tito:begin activations.sigmoid
        return gradOutput.mul(output).mul(Tensor.scalar(1).sub(output));
        // tito:end
    }

    /** No: the slope is {@code y (1 - y)}. */
    @Override
    public boolean needsInput() {
        return false;
    }

    /**
     * {@inheritDoc} Four passes, nothing allocated: negate, exponential, add 1, to the power of -1, each with
     * {@link Tensor#inPlace}.
     */
    @Override
    public Tensor applyInPlace(Tensor x) {
        // tito:begin activations.inplace
        x.inPlace(new UnaryOp.Neg());
        x.inPlace(new UnaryOp.Exp());
        x.inPlace(BinaryOp.ADD, Tensor.scalar(1));
        return x.inPlace(new UnaryOp.Pow(-1));
        // tito:end
    }
}
