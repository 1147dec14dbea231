package tinytorch.optim;

import java.util.OptionalDouble;

/**
 * Small steps first, growing evenly; then another schedule from its start, as {@code LinearLR} before another in a
 * {@code torch.optim.lr_scheduler.SequentialLR}. Fresh weights have large gradients in all directions, and Adam's averages know
 * little after a few steps: a full step would throw the network to a bad place.
 *
 * @param steps of warming up
 * @param start the factor of step 0, above 0 and at most 1
 * @param then  the schedule after it, whose step 0 is this one's step {@code steps}
 */
public record WarmUp(long steps, double start, Schedule then) implements Schedule {

    public WarmUp {
        if (steps < 1 || !(start > 0 && start <= 1)) {
            throw new IllegalArgumentException("WarmUp: needs at least 1 step and a start above 0, at most 1, got " + steps + " and " + start
                    + ". Try 0.01 over the first hundredth of the training.");
        }
    }

    /**
     * While warming up, evenly from {@code start} at step 0 to 1 at step {@code steps}: {@code start + (1 - start) * step / steps}. From
     * step {@code steps} on, the factor of {@code then}, counted from there.
     *
     * <p>Worked example: 4 steps from 0.2 give 0.2, 0.4, 0.6, 0.8, and step 4 has {@code then}'s factor of step 0.
     */
    @Override
    public double factor(long step) {
        // tito:begin optim.warm-up
        if (step >= steps) {
            return then.factor(step - steps);
        }
        return start + (1 - start) * step / steps;
        // tito:end
    }

    /** The momentum of {@code then}: its first while warming up. */
    @Override
    public OptionalDouble momentum(long step) {
        return then.momentum(Math.max(0, step - steps));
    }
}
