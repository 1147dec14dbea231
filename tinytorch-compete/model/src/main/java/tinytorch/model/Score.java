package tinytorch.model;

/**
 * What an evaluation measured.
 *
 * @param publicPart  on the part of the hidden set that the live board shows
 * @param privatePart on the part that counts at the close
 * @param latency     time for one example
 * @param bytes       of {@code model.json} and {@code weights.safetensors} together, not packed
 * @param memory      the most that the process took
 * @param seconds     that the evaluation took, all in all
 */
public record Score(Part publicPart, Part privatePart, Latency latency, long bytes, Memory memory, double seconds) {

    /**
     * How good the answers are on a part of the hidden set.
     *
     * @param examples         images, or predicted characters
     * @param accuracy         the part of right answers; of text {@code 2^-bitsPerCharacter}
     * @param bitsPerCharacter of text; NaN for images
     */
    public record Part(long examples, double accuracy, double bitsPerCharacter) {
    }

    /**
     * Time for one example, in milliseconds, after warm-up, on one thread.
     *
     * @param p50           half of the calls took at most this
     * @param p95           19 of 20 calls of a block took at most this; the median of several blocks
     * @param lowerQuartile of the same blocks' 95th percentiles: how far to trust p95
     * @param upperQuartile of the same
     * @param calls         that were timed
     */
    public record Latency(double p50, double p95, double lowerQuartile, double upperQuartile, int calls) {
    }

    /**
     * The most memory that the process took.
     *
     * @param bytes  how much
     * @param method how it was found out, such as {@code VmHWM}
     */
    public record Memory(long bytes, String method) {
    }
}
