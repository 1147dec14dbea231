package tinytorch.nn.network;

import java.util.random.RandomGenerator;

import tinytorch.tensor.Tensor;

/**
 * He (or Kaiming) initialisation: keeps the mean square of activations on the way forward ({@link Mode#FAN_IN}) or that of gradients
 * on the way back ({@link Mode#FAN_OUT}), with the gain of ReLU for layers of ReLU. (He, Zhang, Ren and Sun, "Delving Deep into
 * Rectifiers", 2015; {@code torch.nn.init.kaiming_uniform_} and {@code kaiming_normal_}.)
 *
 * @param gain         see {@link Gain}
 * @param mode         which of the two directions is kept
 * @param distribution of the numbers
 */
public record He(double gain, Mode mode, Distribution distribution) implements Initializer {

    /** The direction in which sizes are kept. */
    public enum Mode { FAN_IN, FAN_OUT }

    /**
     * The standard deviation of the weights: {@code gain / sqrt(fan)}, with the fan-in or the fan-out as {@link #mode} says.
     *
     * <p>Why: an output is a sum of fan_in products; if weights and inputs are independent, its variance is
     * {@code fan_in * std^2} times the mean square of the inputs. With {@code std = gain / sqrt(fan_in)} that is gain^2 times, and
     * ReLU then takes away half: so {@code gain = sqrt(2)}.
     *
     * <p>Worked example: with gain sqrt(2) and fan-in 784 it is {@code sqrt(2 / 784) = 0.05051}.
     */
    double std(Fans fans) {
        // tito:begin networks.init
        return gain / Math.sqrt(mode == Mode.FAN_IN ? fans.in() : fans.out());
        // tito:end
    }

    @Override
    public Tensor make(RandomGenerator random, int... shape) {
        return distribution.draw(random, std(Fans.of(shape)), shape);
    }
}
