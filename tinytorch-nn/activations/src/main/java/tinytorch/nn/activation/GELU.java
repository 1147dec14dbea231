package tinytorch.nn.activation;

import tinytorch.tensor.Tensor;

/**
 * The Gaussian error linear unit, {@code x * Phi(x)} with the normal distribution function Phi, as
 * {@code torch.nn.GELU}: a ReLU with a round corner, used in transformers. (Hendrycks and Gimpel, "Gaussian Error
 * Linear Units", 2016.)
 *
 * @param approximation how Phi is computed: PyTorch's {@code approximate="none"} or {@code "tanh"}
 */
public record GELU(Approximation approximation) implements Activation {

    /** How the normal distribution function is computed. */
    public enum Approximation {
        /** {@code Phi(x) = (1 + erf(x / sqrt(2))) / 2} */
        NONE,
        /** {@code Phi(x) ~ (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))) / 2}: within 5e-4, and what GPT-2 was trained with */
        TANH
    }

    static final float SQRT_HALF = (float) Math.sqrt(0.5);
    static final float SQRT_2_OVER_PI = (float) Math.sqrt(2 / Math.PI);
    static final float CUBIC = 0.044715f;

    /** Exact. */
    public GELU() {
        this(Approximation.NONE);
    }

    /**
     * {@code y = x * Phi(x)}, with Phi as {@link Approximation} says.
     *
     * <p>Worked example, exact: {@code [-1, 0, 1, 2]} becomes {@code [-0.1587, 0, 0.8413, 1.9545]}, because Phi(1) =
     * 0.8413 and Phi(-1) = 0.1587. With TANH the last two are 0.8412 and 1.9546. NaN stays NaN; -infinity gives
     * -infinity * 0 = NaN, as in PyTorch.
     */
    @Override
    public Tensor forward(Tensor x) {
        // tito:begin activations.gelu
        Tensor twicePhi = switch (approximation) {
            case NONE -> x.mul(SQRT_HALF).erf().add(1);
            case TANH -> x.mul(x).mul(CUBIC).add(1).mul(x).mul(SQRT_2_OVER_PI).tanh().add(1);
        };
        return x.mul(0.5f).mul(twicePhi);
        // tito:end
    }

    /**
     * The product rule: {@code dL/dx = dL/dy * (Phi(x) + x * Phi'(x))}.
     *
     * <p>Exact: {@code Phi'(x) = exp(-x^2 / 2) / sqrt(2 pi)}. With TANH, for {@code t = tanh(u)} and
     * {@code u = sqrt(2 / pi) * (x + 0.044715 x^3)}: {@code Phi(x) = (1 + t) / 2} and
     * {@code Phi'(x) = (1 - t^2) / 2 * sqrt(2 / pi) * (1 + 3 * 0.044715 x^2)}.
     *
     * <p>Worked example, exact: the slope at 0 is 0.5, at 1 it is 0.8413 + 0.2420 = 1.0833, at -1 it is 0.1587 - 0.2420
     * = -0.0833.
     */
    @Override
    public Tensor backward(Tensor gradOutput, Tensor output, Tensor input) {
        // tito:begin activations.gelu
        Tensor x = input;
        Tensor square = x.mul(x);
        Tensor phi;
        Tensor density;
        switch (approximation) {
            case NONE -> {
                phi = x.mul(SQRT_HALF).erf().add(1).mul(0.5f);
                density = square.mul(-0.5f).exp().mul(0.5f * SQRT_2_OVER_PI);
            }
            case TANH -> {
                Tensor t = square.mul(CUBIC).add(1).mul(x).mul(SQRT_2_OVER_PI).tanh();
                phi = t.add(1).mul(0.5f);
                density = Tensor.scalar(1).sub(t.mul(t)).mul(square.mul(3 * CUBIC).add(1)).mul(0.5f * SQRT_2_OVER_PI);
            }
            default -> throw new IllegalStateException("no approximation " + approximation);
        }
        return gradOutput.mul(phi.add(x.mul(density)));
        // tito:end
    }

    /** Yes: left of its minimum at -0.75 the function falls, so two inputs have the same output. */
    @Override
    public boolean needsInput() {
        return true;
    }
}
