package tinytorch.course.judge;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of a milestone that was run on the learner's code.
 *
 * @param achieved whether it reached its goal, in any run
 * @param at       when it last ran, or when it was achieved
 * @param metrics  what that run measured
 */
public record MilestoneProgress(boolean achieved, Instant at, Map<String, Double> metrics) {
    public MilestoneProgress {
        metrics = new TreeMap<>(metrics);
    }
}
