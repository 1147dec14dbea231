package tinytorch.optim;

/**
 * The learning rate falls by the same factor in every step, as {@code torch.optim.lr_scheduler.ExponentialLR}.
 *
 * @param gamma what the rate is multiplied with from step to step, such as 0.999
 */
public record ExponentialDecay(double gamma) implements Schedule {

    public ExponentialDecay {
        if (!(gamma > 0 && gamma <= 1)) {
            throw new IllegalArgumentException("ExponentialDecay: gamma must be above 0, at most 1, got " + gamma
                    + ". To halve the rate every n steps, give 0.5 to the power of 1/n.");
        }
    }

    /** {@code gamma} to the power of the step: 1, gamma, gamma^2, ... */
    @Override
    public double factor(long step) {
        // tito:begin optim.decay
        return Math.pow(gamma, step);
        // tito:end
    }
}
