package tinytorch.nn.activation;

import tinytorch.tensor.Tensor;

/**
 * ReLU that lets a little through below zero, as {@code torch.nn.LeakyReLU(negative_slope)}, so that no unit stops learning
 * for good. (Maas, Hannun and Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic Models", 2013.)
 *
 * @param slope the factor below zero, any finite number; usually 0.01
 */
public record LeakyReLU(float slope) implements Activation {

    public LeakyReLU {
        if (!Float.isFinite(slope)) {
            throw new IllegalArgumentException("LeakyReLU: the slope must be finite, got " + slope + ". Usual is 0.01.");
        }
    }

    /** With PyTorch's slope, 0.01. */
    public LeakyReLU() {
        this(0.01f);
    }

    /**
     * {@code y = x} where {@code x > 0}, {@code y = slope * x} elsewhere. NaN stays NaN. (The shorter
     * {@code max(x, slope * x)} is right for slopes up to 1 only.)
     *
     * <p>Worked example: with slope 0.1, {@code [-2, 0, 3]} becomes {@code [-0.2, 0, 3]}.
     */
    @Override
    public Tensor forward(Tensor x) {
        // tito:begin activations.leaky-relu
        return Tensor.where(x.gt(0), x, x.mul(slope));
        // tito:end
    }

    /**
     * {@code dL/dx = dL/dy} where {@code x > 0}, {@code slope * dL/dy} elsewhere, at 0 too.
     *
     * <p>With a slope of 0 or more, x is positive exactly where y is, and the output decides. A negative slope makes y
     * positive on both sides: then, and only then, the input decides ({@link #needsInput}).
     *
     * <p>Worked example: with slope 0.1 and {@code y = [-0.2, 0, 3]} the gradient {@code [5, 6, 7]} becomes
     * {@code [0.5, 0.6, 7]}.
     */
    @Override
    public Tensor backward(Tensor gradOutput, Tensor output, Tensor input) {
        // tito:begin activations.leaky-relu
        Tensor sign = needsInput() ? input : output;
        return Tensor.where(sign.gt(0), gradOutput, gradOutput.mul(slope));
        // tito:end
    }

    /** Only for a negative slope. */
    @Override
    public boolean needsInput() {
        return slope < 0;
    }

    /**
     * {@inheritDoc} That is so for a negative slope. Otherwise compute the result with tensor operations and write it back with
     * {@link Tensor#copyFrom}; two temporary tensors are the price of having no kernel of its own.
     */
    @Override
    public Tensor applyInPlace(Tensor x) {
        if (needsInput()) {
            return Activation.super.applyInPlace(x);
        }
        // tito:begin activations.inplace
        return x.copyFrom(Tensor.where(x.gt(0), x, x.mul(slope)));
        // tito:end
    }
}
