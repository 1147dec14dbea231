package tinytorch.compete.pipeline;

/**
 * What a model is worth, measured: what a leaderboard ranks by.
 *
 * @param accuracy the part of the examples it is right about
 * @param p50      seconds for one example, median
 * @param p95      seconds that 5 % of the calls take longer than
 * @param bytes    of its file
 * @param memory   bytes that one call allocates
 */
public record Score(double accuracy, double p50, double p95, long bytes, long memory) {
}
