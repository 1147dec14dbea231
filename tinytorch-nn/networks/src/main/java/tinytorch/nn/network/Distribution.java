package tinytorch.nn.network;

import java.util.random.RandomGenerator;

import tinytorch.tensor.Tensor;

/** Where the random numbers of an initialisation come from. What counts is their standard deviation; both kinds train equally well. */
public enum Distribution {
    /** All numbers of an interval around 0 are equally likely, none is outside. */
    UNIFORM,
    /** The bell curve around 0. */
    NORMAL;

    /**
     * Independent random numbers with mean 0 and this standard deviation.
     *
     * <p>NORMAL: {@link Tensor#normal} with mean 0. UNIFORM: {@link Tensor#uniform} from {@code -bound} to {@code bound}. The
     * variance of uniform numbers is {@code bound^2 / 3} (the mean of x^2 over the interval), so the bound is {@code sqrt(3) * std}:
     * for a standard deviation of 0.1 the numbers go from -0.1732 to 0.1732.
     *
     * @param std   the standard deviation, 0 or more
     * @param shape of the result
     */
    public Tensor draw(RandomGenerator random, double std, int... shape) {
        // tito:begin networks.init
        if (this == NORMAL) {
            return Tensor.normal(random, 0, (float) std, shape);
        }
        float bound = (float) (Math.sqrt(3) * std);
        return Tensor.uniform(random, -bound, bound, shape);
        // tito:end
    }
}
