package tinytorch.compete.serve;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Many threads ask, one asks the model: a queue in front of it puts questions together. The model itself needs to know nothing of threads.
 *
 * <pre>{@code
 * try (BatchServer<Tensor, Tensor> server = new BatchServer<>(new BatchRule(16, 2_000_000, 256), inputs -> ...)) {
 *     CompletableFuture<Tensor> answer = server.ask(input);      // RejectedExecutionException if too many wait
 *     answer.get(50, TimeUnit.MILLISECONDS);
 * }
 * }</pre>
 *
 * @param <I> question
 * @param <O> answer
 */
public final class BatchServer<I, O> implements AutoCloseable {
    private final BatchRule rule;
    private final Function<List<I>, List<O>> model;
    private final RequestQueue<Request<I, O>> queue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread worker;
    private boolean closed;

    /**
     * Starts a thread that asks the model.
     *
     * @param model gives one answer to each input, in their order
     */
    public BatchServer(BatchRule rule, Function<List<I>, List<O>> model) {
        this.rule = rule;
        this.model = model;
        this.queue = new RequestQueue<>(rule);
        this.worker = Thread.ofPlatform().name("batch-server").daemon().start(this::work);
    }

    /**
     * Asks. The answer comes later; {@code cancel} it if it is not wanted any more.
     *
     * @throws RejectedExecutionException if too many wait already, or the server is closed
     */
    public CompletableFuture<O> ask(I input) {
        Request<I, O> request = Request.of(input);
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("BatchServer.ask: the server is closed.");
            }
            if (!queue.offer(request, System.nanoTime())) {
                throw new RejectedExecutionException("BatchServer.ask: " + rule.capacity() + " requests wait already. Ask again later, or give the server less to do.");
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return request.answer();
    }

    private void work() {
        List<Request<I, O>> batch = next();
        try {
            while (!batch.isEmpty()) {
                new Batch<>(batch).answer(model);
                batch = next();
            }
        } catch (Error e) {
            giveUp(batch, e);
        }
    }

    /** The model can't be asked any more: whoever waits is told why, and whoever comes is refused. */
    private void giveUp(List<Request<I, O>> batch, Error why) {
        lock.lock();
        try {
            closed = true;
            List<Request<I, O>> told = batch;
            while (!told.isEmpty()) {
                told.forEach(request -> request.answer().completeExceptionally(why));
                told = queue.take(System.nanoTime() + rule.maxWait(), request -> request.answer().isDone());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a batch; none if the server is closed and nobody waits any more. */
    private List<Request<I, O>> next() {
        lock.lock();
        try {
            while (true) {
                long now = System.nanoTime();
                // Who closes waits for nobody: what is there goes at once.
                List<Request<I, O>> batch = queue.take(closed ? now + rule.maxWait() : now, request -> request.answer().isDone());
                if (!batch.isEmpty() || closed && queue.size() == 0) {
                    return batch;
                }
                long due = queue.due(now);
                if (due == RequestQueue.NEVER) {
                    changed.awaitUninterruptibly();
                } else {
                    await(due - now);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void await(long nanos) {
        try {
            changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            closed = true;   // the thread belongs to this server: whoever interrupts it wants it to end
        }
    }

    /** Takes no more requests, answers those that wait, and ends the thread. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
