package tinytorch.nn.activation;

import tinytorch.tensor.Tensor;

/**
 * The logarithm of {@link Softmax}, as {@code torch.nn.LogSoftmax(dim)}: what a classification loss needs. Computed in
 * one piece, because the logarithm of a probability that was rounded to 0 is -infinity.
 *
 * @param axis the axis along which the exponentials of the results sum to 1; -1 is the last
 */
public record LogSoftmax(int axis) implements Activation {

    /**
     * {@code y_i = (x_i - m) - log(sum_j exp(x_j - m))} along the axis, with {@code m = max_j x_j}.
     *
     * <p>Worked example: {@code [ln 1, ln 2, ln 5]} becomes
     * {@code [-ln 8, ln 2 - ln 8, ln 5 - ln 8] = [-2.0794, -1.3863, -0.4700]}; {@code [0, -1e4]} becomes
     * {@code [0, -1e4]}, where the logarithm of the softmax is {@code [0, -infinity]}. Infinities and NaN as for
     * {@link Softmax#forward}, in logarithms; an empty tensor gives an empty one.
     *
     * @throws tinytorch.tensor.ShapeException if {@code x} has no such axis
     */
    @Override
    public Tensor forward(Tensor x) {
        // tito:begin activations.log-softmax
        if (x.size() == 0) {
            return x.copy();
        }
        Tensor shifted = x.sub(x.max(true, axis));
        return shifted.sub(shifted.exp().sum(true, axis).log());
        // tito:end
    }

    /**
     * {@code dL/dx_i = dL/dy_i - exp(y_i) * sum_j dL/dy_j}, with the sum along the axis; {@code exp(y_i)} is the
     * probability.
     *
     * <p>Worked example: for the probabilities {@code [1/8, 2/8, 5/8]} the gradient {@code [0, 0, -1]} (a loss that is
     * minus the log-probability of class 2) becomes {@code [1/8, 2/8, 5/8 - 1]}: probabilities minus the true answer.
     */
    @Override
    public Tensor backward(Tensor gradOutput, Tensor output, Tensor input) {
        // tito:begin activations.log-softmax
        return gradOutput.sub(output.exp().mul(gradOutput.sum(true, axis)));
        // tito:end
    }

    /** No: the probabilities are {@code exp(y)}. */
    @Override
    public boolean needsInput() {
        return false;
    }

    /** {@inheritDoc} Subtract the maximum, then the logarithm of the sum of exponentials. An empty tensor stays as it is. */
    @Override
    public Tensor applyInPlace(Tensor x) {
        // tito:begin activations.inplace
        if (x.size() == 0) {
            return x;
        }
        x.subInPlace(x.max(true, axis));
        return x.subInPlace(x.exp().sum(true, axis).log());
        // tito:end
    }
}
