package tinytorch.optim;

/**
 * The learning rate falls along half a cosine wave: slowly, fast, slowly, as {@code torch.optim.lr_scheduler.CosineAnnealingLR}.
 * (Loshchilov and Hutter, "SGDR", 2017, without its restarts.)
 *
 * @param steps until the end is reached; the rate stays there (PyTorch's goes up again)
 * @param end   the last factor, from 0 to 1
 */
public record CosineDecay(long steps, double end) implements Schedule {

    public CosineDecay {
        if (steps < 1 || !(end >= 0 && end <= 1)) {
            throw new IllegalArgumentException("CosineDecay: needs at least 1 step and an end from 0 to 1, got " + steps + " and " + end
                    + ". Try new CosineDecay(steps, 0).");
        }
    }

    /**
     * {@code end + (1 - end) * (1 + cos(pi * step / steps)) / 2}, from 1 at step 0 to {@code end} at step {@code steps}, and {@code end} after
     * it. Worked example: with 10 steps and end 0, step 5 has 0.5, step 10 and all after it have 0.
     */
    @Override
    public double factor(long step) {
        // tito:begin optim.decay
        double part = Math.min(1, (double) step / steps);
        return end + (1 - end) * (1 + Math.cos(Math.PI * part)) / 2;
        // tito:end
    }
}
