package tinytorch.nn.activation;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;

/**
 * Scores to probabilities along an axis, as {@code torch.nn.Softmax(dim)}: {@code exp(x_i) / sum_j exp(x_j)}.
 *
 * @param axis the axis along which the results sum to 1; -1 is the last
 */
public record Softmax(int axis) implements Activation {

    /**
     * {@code y_i = exp(x_i - m) / sum_j exp(x_j - m)} along the axis, with {@code m = max_j x_j}.
     *
     * <p>Subtracting the same m everywhere changes nothing mathematically (it cancels), but the largest exponent is now
     * 0 and nothing overflows; without it a single 89 makes infinity / infinity = NaN. The maximum and the sum are
     * taken along the axis, with {@code keepDims}, so that they broadcast against x.
     *
     * <p>Worked example: {@code [ln 1, ln 2, ln 5]} becomes {@code [1/8, 2/8, 5/8]}; {@code [1e4, 1e4]} becomes
     * {@code [0.5, 0.5]}. A score of -infinity gets probability 0; all of them -infinity, one +infinity or one NaN make
     * the row NaN. An empty tensor gives an empty one: check for it first, it has no largest element.
     *
     * @throws tinytorch.tensor.ShapeException if {@code x} has no such axis
     */
    @Override
    public Tensor forward(Tensor x) {
        // tito:begin activations.softmax
        if (x.size() == 0) {
            return x.copy();
        }
        Tensor exp = x.sub(x.max(true, axis)).exp();
        return exp.div(exp.sum(true, axis));
        // tito:end
    }

    /**
     * {@code dL/dx_i = y_i * (dL/dy_i - sum_j dL/dy_j * y_j)}, with the sum along the axis.
     *
     * <p>Every output depends on every input of its row, and the Jacobian {@code dy_j/dx_i = y_j ([i = j] - y_i)} has
     * n^2 entries; multiplied out as above it takes O(n) time and is never built. A gradient that is the same for all
     * outputs gives 0, as their sum is always 1.
     *
     * <p>Worked example: for {@code y = [1/8, 2/8, 5/8]} the gradient {@code [8, 0, 0]} has the sum 1 and becomes
     * {@code [7/8, -2/8, -5/8]}.
     */
    @Override
    public Tensor backward(Tensor gradOutput, Tensor output, Tensor input) {
        // tito:begin activations.softmax
        Tensor dot = gradOutput.mul(output).sum(true, axis);
        return output.mul(gradOutput.sub(dot));
        // tito:end
    }

    /** No: the Jacobian is made of outputs. */
    @Override
    public boolean needsInput() {
        return false;
    }

    /**
     * {@inheritDoc} Subtract the maximum, take the exponential, divide by the sum, each with {@link Tensor#inPlace}:
     * only the maxima and sums are allocated, one an axis. An empty tensor stays as it is.
     */
    @Override
    public Tensor applyInPlace(Tensor x) {
        // tito:begin activations.inplace
        if (x.size() == 0) {
            return x;
        }
        x.subInPlace(x.max(true, axis));
        x.inPlace(new UnaryOp.Exp());
        return x.inPlace(BinaryOp.DIV, x.sum(true, axis));
        // tito:end
    }
}
