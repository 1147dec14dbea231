package tinytorch.compress.prune;

/**
 * How sparse a network is to be in which step of its training: fast at first, when there is much to take away, then slower and slower. (Zhu and Gupta, "To prune, or not to prune:
 * exploring the efficacy of pruning for model compression", 2017.)
 *
 * @param initial the sparsity at the first pruning
 * @param last    the sparsity at the last, and after it
 * @param begin   the step of the first pruning, counted from 0
 * @param every   the steps between two prunings, in which the network gets over the loss
 * @param times   how many prunings follow the first
 */
public record SparsitySchedule(double initial, double last, long begin, long every, long times) {

    public SparsitySchedule {
        if (!(initial >= 0 && initial <= last && last <= 1) || begin < 0 || every < 1 || times < 0) {
            throw new IllegalArgumentException("SparsitySchedule: the sparsities must go up, from 0 to 1, begin and times must be 0 or more and every 1 or more, got initial " + initial
                    + ", last " + last + ", begin " + begin + ", every " + every + ", times " + times + ". Try new SparsitySchedule(0, 0.9, 0, 50, 20).");
        }
    }

    /** Everything in the first step. */
    public static SparsitySchedule once(double sparsity) {
        return new SparsitySchedule(sparsity, sparsity, 0, 1, 0);
    }

    /** Whether there is a pruning after this step: at {@code begin}, and then {@code times} times, {@code every} steps apart. */
    public boolean prunes(long step) {
        // tito:begin compress.schedule
        long since = step - begin;
        return since >= 0 && since <= times * every && since % every == 0;
        // tito:end
    }

    /**
     * The sparsity that is wanted in a step:
     *
     * <pre>
     * 0                                                                    before begin
     * last + (initial - last) * (1 - (step - begin) / (times * every))^3   from begin to begin + times * every
     * last                                                                 after it, and from begin on if times is 0
     * </pre>
     *
     * <p>Worked example: from 0 to 0.8 in 4 times every 10 steps, begin 100: in step 99 it is 0, in 100 still 0, in 110 {@code 0.8 - 0.8 * 0.75^3 = 0.4625}, in 120 0.7, in 130 0.7875,
     * in 140 and later 0.8. More than half is gone after a quarter of the time.
     */
    public double sparsity(long step) {
        // tito:begin compress.schedule
        if (step < begin) {
            return 0;
        }
        double part = times == 0 ? 1 : Math.min(1, (double) (step - begin) / (times * every));
        double rest = 1 - part;
        return last + (initial - last) * rest * rest * rest;
        // tito:end
    }
}
