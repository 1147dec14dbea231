package tinytorch.optim;

/**
 * The learning rate falls by a factor every so many steps, as {@code torch.optim.lr_scheduler.StepLR}.
 *
 * @param every how many steps a stair is long
 * @param gamma what the rate is multiplied with from stair to stair
 */
public record StepDecay(long every, double gamma) implements Schedule {

    public StepDecay {
        if (every < 1 || !(gamma > 0 && gamma <= 1)) {
            throw new IllegalArgumentException("StepDecay: needs stairs of at least 1 step and a gamma above 0, at most 1, got "
                    + every + " and " + gamma + ". Try new StepDecay(1000, 0.1).");
        }
    }

    /**
     * {@code gamma} to the power of the stair that the step is on. Worked example: with stairs of 10 steps and gamma 0.5, steps 0 to 9
     * have factor 1, steps 10 to 19 have 0.5, step 20 has 0.25.
     */
    @Override
    public double factor(long step) {
        // tito:begin optim.decay
        return Math.pow(gamma, step / every);
        // tito:end
    }
}
