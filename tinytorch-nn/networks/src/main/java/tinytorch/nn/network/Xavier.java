package tinytorch.nn.network;

import java.util.random.RandomGenerator;

import tinytorch.tensor.Tensor;

/**
 * Xavier (or Glorot) initialisation: a compromise that keeps the variance of activations on the way forward <em>and</em> that of
 * gradients on the way back, for activations like tanh that are nearly linear around 0. (Glorot and Bengio, "Understanding the
 * difficulty of training deep feedforward neural networks", 2010; {@code torch.nn.init.xavier_uniform_} and {@code xavier_normal_}.)
 *
 * @param gain         see {@link Gain}
 * @param distribution of the numbers
 */
public record Xavier(double gain, Distribution distribution) implements Initializer {

    /**
     * The standard deviation of the weights: {@code gain * sqrt(2 / (fan_in + fan_out))}.
     *
     * <p>Worked example: with gain 1 and fans 784 and 128 it is {@code sqrt(2 / 912) = 0.04683}.
     */
    double std(Fans fans) {
        // tito:begin networks.init
        return gain * Math.sqrt(2.0 / (fans.in() + fans.out()));
        // tito:end
    }

    @Override
    public Tensor make(RandomGenerator random, int... shape) {
        return distribution.draw(random, std(Fans.of(shape)), shape);
    }
}
