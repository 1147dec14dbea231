package tinytorch.data;

import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;

/**
 * Makes batches ahead: while the consumer works on one, the next ones are made in the background. The queue holds at most
 * {@code ahead} of them, made or being made, in their order; another is begun only when one is taken. So a slow consumer never
 * fills the memory, and nobody ever waits for room in a queue: there is nothing to wake up when the consumer leaves.
 *
 * <p>Each batch is made in a virtual thread of its own, which ends with it. An iterator that is forgotten half way leaves at most
 * {@code ahead} threads, each for as long as its batch takes.
 */
final class Prefetch implements BatchIterator {
    private final int count;
    private final IntFunction<Batch> reader;
    private final int ahead;
    private final Queue<FutureTask<Batch>> queue = new ArrayDeque<>();
    /** The number of the next batch to begin. */
    private int begun;

    /**
     * Batches {@code first} to {@code count} - 1; the first of them are begun at once.
     *
     * @param reader makes a batch from its number; it is called by several threads at the same time
     * @param ahead  how many may wait in the queue, at least 1
     */
    Prefetch(int first, int count, IntFunction<Batch> reader, int ahead) {
        this.begun = first;
        this.count = count;
        this.reader = reader;
        this.ahead = ahead;
        fill();
    }

    /**
     * Begins batches in their order until the queue holds {@code ahead} of them, or all {@code count} are begun. Each is a
     * {@link FutureTask} around the call of the reader: it goes into the queue, and a virtual thread of its own runs it.
     */
    private void fill() {
        // tito:begin data.prefetch
        while (queue.size() < ahead && begun < count) {
            int number = begun++;
            FutureTask<Batch> task = new FutureTask<>(() -> reader.apply(number));
            queue.add(task);
            Thread.ofVirtual().name("prefetch-" + number).start(task);
        }
        // tito:end
    }

    @Override
    public boolean hasNext() {
        return !queue.isEmpty();
    }

    /**
     * Takes the first batch out of the queue, waits until it is made, begins another in its place ({@link #fill}), and gives it.
     *
     * <p>If it could not be made, its task throws an {@link ExecutionException}: the epoch ends ({@link #close}), and what the reader
     * threw, its cause, is thrown here in the consumer's thread ({@link #thrown}). If the consumer is interrupted while it waits, the
     * epoch ends too, the thread's interrupted mark is set again, and an {@link IllegalStateException} tells.
     */
    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("DataLoader: the epoch has no more batches.");
        }
        // tito:begin data.prefetch
        try {
            Batch batch = queue.remove().get();
            fill();
            return batch;
        } catch (ExecutionException e) {
            close();
            throw thrown(e.getCause());
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("DataLoader: interrupted while it waited for a batch.", e);
        }
        // tito:end
    }

    /** An error is thrown as it is; the reader throws no checked exceptions. */
    private static RuntimeException thrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }

    /**
     * Ends the epoch: no batch is begun any more and the queue is emptied. Tasks that have not begun are cancelled; those that run
     * are left to end ({@code cancel(false)}): an interrupt would close a file that their dataset goes on to use.
     */
    @Override
    public void close() {
        // tito:begin data.prefetch
        begun = count;
        queue.forEach(task -> task.cancel(false));
        queue.clear();
        // tito:end
    }
}
