package tinytorch.optim;

/**
 * How Adam averages gradients.
 *
 * @param beta1   which part of the mean gradient lives on, from 0 to below 1; a schedule may change it ({@link ParameterGroup#momentum})
 * @param beta2   which part of the mean squared gradient lives on, from 0 to below 1
 * @param epsilon added to the root of the mean square, so that nothing is divided by 0; above 0
 */
public record Moments(double beta1, double beta2, double epsilon) {
    /** As in the paper and in PyTorch: means over about 10 and about 1000 steps. */
    public static final Moments DEFAULT = new Moments(0.9, 0.999, 1e-8);

    public Moments {
        if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1) || !(epsilon > 0)) {
            throw new IllegalArgumentException("Moments: beta1 and beta2 must be from 0 to below 1 and epsilon above 0, got beta1 "
                    + beta1 + ", beta2 " + beta2 + ", epsilon " + epsilon + ". Try Moments.DEFAULT.");
        }
    }
}
