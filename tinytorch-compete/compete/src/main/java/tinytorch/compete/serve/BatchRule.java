package tinytorch.compete.serve;

/**
 * When requests that wait become a batch: as soon as there are {@code maxBatch}, or as soon as the first has waited {@code maxWait}. ({@code max_batch_size} and {@code max_queue_delay_microseconds} of
 * Triton's dynamic batcher; {@code batchSize} and {@code maxBatchDelay} of TorchServe.)
 *
 * @param maxBatch the most requests of a batch
 * @param maxWait  the longest that a request waits for others, in nanoseconds, an hour at most; 0 to wait for nobody
 * @param capacity the most requests that may wait: the next is refused at once
 */
public record BatchRule(int maxBatch, long maxWait, int capacity) {

    private static final long HOUR = 3600L * 1_000_000_000;

    public BatchRule {
        if (maxBatch < 1 || maxWait < 0 || maxWait > HOUR || capacity < maxBatch) {
            throw new IllegalArgumentException("BatchRule: a batch has 1 request or more, the wait is from 0 to an hour, and as many may wait as are in a batch, got " + maxBatch + ", " + maxWait + " and "
                    + capacity + ". Try new BatchRule(8, 2_000_000, 64).");
        }
    }
}
