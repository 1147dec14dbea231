package tinytorch.compete.serve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The requests that wait for a batch. It has no clock and no thread: whoever calls says what time it is. So tests need not sleep, and a simulation runs through an hour in a moment. Not safe for several
 * threads by itself: {@link BatchServer} guards it.
 *
 * @param <R> a request
 */
public final class RequestQueue<R> {
    /** Nobody waits: there is no time to come back at. */
    public static final long NEVER = Long.MAX_VALUE;

    private record Waiting<R>(R request, long since) {
    }

    private final BatchRule rule;
    private final ArrayDeque<Waiting<R>> waiting = new ArrayDeque<>();

    /** An empty queue. */
    public RequestQueue(BatchRule rule) {
        this.rule = rule;
    }

    /** How many wait. */
    public int size() {
        return waiting.size();
    }

    /**
     * Puts a request at the end, if not {@link BatchRule#capacity} wait already. A queue without an end would take every request, and answer none in time: it is kinder to say no at once (back-pressure).
     *
     * @param now nanoseconds, from any beginning
     * @return whether it was taken
     */
    public boolean offer(R request, long now) {
        // tito:begin compete.queue
        if (waiting.size() >= rule.capacity()) {
            return false;
        }
        waiting.addLast(new Waiting<>(request, now));
        return true;
        // tito:end
    }

    /**
     * When the next batch should go: at once ({@code now}) if there are {@link BatchRule#maxBatch} or more, or if the first has waited long enough already; else when the first will have waited
     * {@link BatchRule#maxWait}; {@link #NEVER} if nobody waits.
     *
     * <p>Worked example: at most 4, wait 10. Requests came at 100 and 103: the batch goes at 110. When two more are there at 105, it goes at 105.
     */
    public long due(long now) {
        // tito:begin compete.queue
        if (waiting.isEmpty()) {
            return NEVER;
        }
        return waiting.size() >= rule.maxBatch() ? now : Math.max(now, waiting.getFirst().since() + rule.maxWait());
        // tito:end
    }

    /**
     * The batch that goes now: nothing if none is {@link #due}; else the first requests, in the order they came, at most {@link BatchRule#maxBatch}. They do not wait any longer.
     *
     * <p>Requests that nobody wants any more ({@code gone}) are thrown out first, wherever they stand: they must neither fill a batch nor be the one that others are waited for.
     */
    public List<R> take(long now, Predicate<R> gone) {
        List<R> batch = new ArrayList<>();
        // tito:begin compete.queue
        waiting.removeIf(one -> gone.test(one.request()));
        if (due(now) <= now) {
            while (batch.size() < rule.maxBatch() && !waiting.isEmpty()) {
                batch.add(waiting.removeFirst().request());
            }
        }
        return batch;
        // tito:end
    }
}
