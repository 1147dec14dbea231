package tinytorch.optim;

import java.util.OptionalDouble;

/**
 * One rise and one fall, as {@code torch.optim.lr_scheduler.OneCycleLR}: the learning rate starts low, climbs to the group's initial
 * learning rate in the first part of the training, and falls to almost nothing in the rest, both along half a cosine wave. The
 * momentum does the opposite: long steps don't need it. (Smith and Topin, "Super-Convergence", 2018.)
 *
 * @param steps        of the whole training
 * @param rise         the part of them in which the rate climbs
 * @param start        the first factor
 * @param end          the last factor
 * @param lowMomentum  the momentum at the top
 * @param highMomentum the momentum at both ends; equal to the low one to leave the optimizer's momentum alone
 */
public record OneCycle(long steps, double rise, double start, double end, double lowMomentum, double highMomentum) implements Schedule {

    public OneCycle {
        if (steps < 1 || !(rise > 0 && rise < 1) || !(start > 0) || !(end > 0)) {
            throw new IllegalArgumentException("OneCycle: needs at least 1 step, a rise above 0 and below 1, and factors above 0, got "
                    + steps + " steps, rise " + rise + ", factors " + start + " and " + end + ". Try new OneCycle(steps).");
        }
    }

    /** With PyTorch's defaults: 30% of the steps up from 1/25, then down to 1/250,000; momentum from 0.95 to 0.85 and back. */
    public OneCycle(long steps) {
        this(steps, 0.3, 1 / 25.0, 1 / 25.0 / 1e4, 0.85, 0.95);
    }

    @Override
    public double factor(long step) {
        return wave(step, start, 1, end);
    }

    @Override
    public OptionalDouble momentum(long step) {
        return lowMomentum == highMomentum ? OptionalDouble.empty() : OptionalDouble.of(wave(step, highMomentum, lowMomentum, highMomentum));
    }

    /**
     * A value that starts at {@code first}, is {@code top} at the peak and {@code last} in the last step, along half a cosine wave each:
     *
     * <pre>
     * peak = rise * steps - 1                       a step, but usually no whole number
     * up to the peak     cosine(first, top, step / peak)
     * after it           cosine(top, last, (step - peak) / (steps - 1 - peak))
     * </pre>
     *
     * <p>where {@code cosine(a, b, x) = b + (a - b) * (1 + cos(pi * x)) / 2} goes from a at x = 0 to b at x = 1. After the last step the value
     * stays. If the peak is at 0 or before it, there is no rise: only the second line holds.
     *
     * <p>Worked example: with 20 steps and a rise of 0.3 the peak is at 5. From 0.04 to 1 to 0, step 0 has 0.04, step 5 has 1, step 12, the
     * middle of the fall, has 0.5, and step 19 and all after it have 0.
     */
    private double wave(long step, double first, double top, double last) {
        // tito:begin optim.one-cycle
        double peak = rise * steps - 1;
        if (peak > 0 && step <= peak) {
            return cosine(first, top, step / peak);
        }
        return cosine(top, last, Math.min(1, (step - peak) / (steps - 1 - peak)));
        // tito:end
    }

    private static double cosine(double from, double to, double part) {
        // tito:begin optim.one-cycle
        return to + (from - to) * (1 + Math.cos(Math.PI * part)) / 2;
        // tito:end
    }
}
