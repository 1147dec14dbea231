package tinytorch.data;

import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads batches ahead: while the consumer works on one, the next ones are made in the background. The queue holds at most
 * {@code ahead} of them, made or being made, in their order; a new one is begun only when one is taken. So a slow consumer never
 * fills the memory, and nobody ever waits for room in a queue: there is nothing to wake up when the consumer leaves.
 *
 * <p>Each batch is made in a virtual thread of its own, which ends with it. An iterator that is forgotten half way leaves at most
 * {@code ahead} threads, each for as long as its batch takes.
 */
final class Prefetch implements BatchIterator {
    private final EpochReader reader;
    private final int ahead;
    private final Queue<FutureTask<Batch>> queue = new ArrayDeque<>();
    private int begun;

    Prefetch(EpochReader reader, int ahead, int first) {
        this.reader = reader;
        this.ahead = ahead;
        this.begun = first;
        fill();
    }

    /** Begins batches in their order until the queue holds {@code ahead} of them or none is left. */
    private void fill() {
        while (queue.size() < ahead && begun < reader.count()) {
            int number = begun++;
            FutureTask<Batch> task = new FutureTask<>(() -> reader.read(number));
            queue.add(task);
            Thread.ofVirtual().name("prefetch-" + number).start(task);
        }
    }

    @Override
    public boolean hasNext() {
        return !queue.isEmpty();
    }

    /**
     * The next batch, waiting for it if need be. If it could not be made, what was thrown is thrown here, and the epoch ends.
     */
    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("DataLoader: the epoch has no more batches.");
        }
        try {
            Batch batch = queue.remove().get();
            fill();
            return batch;
        } catch (ExecutionException e) {
            close();
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("DataLoader: interrupted while a batch was read.", e);
        }
    }

    private static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    /** Batches that are being made are made to their end, and thrown away; no other is begun. */
    @Override
    public void close() {
        begun = reader.count();
        queue.forEach(task -> task.cancel(false)); // an interrupt would close a file that the dataset goes on to use
        queue.clear();
    }
}
