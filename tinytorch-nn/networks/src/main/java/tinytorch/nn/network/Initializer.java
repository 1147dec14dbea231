package tinytorch.nn.network;

import java.util.random.RandomGenerator;

import tinytorch.nn.activation.Activation;
import tinytorch.tensor.Tensor;

/**
 * Where a network's weights start. All equal would be useless: units that start equal get equal gradients and stay equal for
 * ever. Too small, and activations and gradients shrink with every layer until nothing is left; too large, and they grow or
 * saturate. {@code torch.nn.init} has these by the same names.
 */
@FunctionalInterface
public interface Initializer {

    /**
     * The first values of a parameter.
     *
     * @param random the source of randomness; the same state gives the same numbers
     * @param shape  of the parameter, {@code (out, in)} for the weight of a linear layer
     * @return a new tensor of that shape
     */
    Tensor make(RandomGenerator random, int... shape);

    /** All 0: for biases. Not for weights, whose units would stay equal for ever. */
    static Initializer zeros() {
        return constant(0);
    }

    /** All the same value. */
    static Initializer constant(float value) {
        return (_, shape) -> Tensor.full(value, shape);
    }

    /** Uniform from {@code low} (included) to {@code high} (excluded), whatever the shape. */
    static Initializer uniform(float low, float high) {
        return (random, shape) -> Tensor.uniform(random, low, high, shape);
    }

    /** Normal with this mean and standard deviation, whatever the shape. */
    static Initializer normal(float mean, float std) {
        return (random, shape) -> Tensor.normal(random, mean, std, shape);
    }

    /** {@link Xavier}, uniform: between {@code +-gain * sqrt(6 / (fan_in + fan_out))}. */
    static Initializer xavierUniform(double gain) {
        return new Xavier(gain, Distribution.UNIFORM);
    }

    /** {@link Xavier}, normal: standard deviation {@code gain * sqrt(2 / (fan_in + fan_out))}. */
    static Initializer xavierNormal(double gain) {
        return new Xavier(gain, Distribution.NORMAL);
    }

    /** {@link He}, uniform: between {@code +-gain * sqrt(3 / fan_in)}. */
    static Initializer heUniform(double gain) {
        return new He(gain, He.Mode.FAN_IN, Distribution.UNIFORM);
    }

    /** {@link He}, normal: standard deviation {@code gain / sqrt(fan_in)}. */
    static Initializer heNormal(double gain) {
        return new He(gain, He.Mode.FAN_IN, Distribution.NORMAL);
    }

    /** Xavier, uniform, with the gain of the activation that follows. */
    static Initializer xavierUniform(Activation next) {
        return xavierUniform(Gain.of(next));
    }

    /** He, normal, with the gain of the activation that follows. */
    static Initializer heNormal(Activation next) {
        return heNormal(Gain.of(next));
    }
}
