package tinytorch.compete.serve;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("compete.queue")
class RequestQueueTest {

    private static RequestQueue<String> queue(int maxBatch, long maxWait, int capacity) {
        return new RequestQueue<>(new BatchRule(maxBatch, maxWait, capacity));
    }

    private static RequestQueue<String> with(RequestQueue<String> queue, String request, long now) {
        Check.call("RequestQueue.offer", request, now).because("there is room").equal(() -> queue.offer(request, now), true);
        return queue;
    }

    @Test
    void aBatchGoesWhenTheFirstHasWaitedLongEnough() {
        RequestQueue<String> queue = with(with(queue(4, 10, 8), "a", 100), "b", 103);
        Check.call("RequestQueue.due", 103).because("a came at 100 and waits 10 at most; b came later and does not begin the wait anew").equal(() -> queue.due(103), 110L);
        Check.call("RequestQueue.take", 109).because("it is not due").equal(() -> queue.take(109, _ -> false), List.of());
        Check.call("RequestQueue.size").equal(queue::size, 2);
        Check.call("RequestQueue.take", 110).because("due, in the order they came").equal(() -> queue.take(110, _ -> false), List.of("a", "b"));
        Check.call("RequestQueue.size").because("they do not wait any longer").equal(queue::size, 0);
    }

    @Test
    void aFullBatchWaitsForNobody() {
        RequestQueue<String> queue = with(with(with(queue(2, 1000, 8), "a", 100), "b", 101), "c", 102);
        Check.call("RequestQueue.due", 102).equal(() -> queue.due(102), 102L);
        Check.call("RequestQueue.take", 102).because("at most 2").equal(() -> queue.take(102, _ -> false), List.of("a", "b"));
        Check.call("RequestQueue.due", 102).because("c is left, and waits since 102").equal(() -> queue.due(102), 1102L);
    }

    @Test
    void whoIsLateIsDueNow() {
        RequestQueue<String> queue = with(queue(4, 10, 8), "a", 100);
        Check.call("RequestQueue.due", 500).because("the model was busy: 110 is over, now is the time").equal(() -> queue.due(500), 500L);
    }

    @Test
    void nobodyIsNeverDue() {
        RequestQueue<String> queue = queue(1, 0, 1);
        Check.call("RequestQueue.due", "empty").equal(() -> queue.due(5), RequestQueue.NEVER);
        Check.call("RequestQueue.take", "empty").equal(() -> queue.take(5, _ -> false), List.of());
    }

    @Test
    void withoutAWaitOneIsABatch() {
        RequestQueue<String> queue = with(queue(8, 0, 8), "a", 7);
        Check.call("RequestQueue.take", 7).equal(() -> queue.take(7, _ -> false), List.of("a"));
    }

    @Test
    void whoComesToAFullQueueIsRefusedAtOnce() {
        RequestQueue<String> queue = with(with(queue(2, 10, 2), "a", 0), "b", 1);
        Check.call("RequestQueue.offer", "the third of 2").because("back-pressure").equal(() -> queue.offer("c", 2), false);
        Check.call("RequestQueue.size").equal(queue::size, 2);
        queue.take(3, _ -> false);
        with(queue, "d", 4);
    }

    @Test
    void whatNobodyWantsIsThrownOutFirst() {
        RequestQueue<String> queue = with(with(with(queue(2, 10, 8), "gone", 0), "b", 5), "c", 6);
        Check.call("RequestQueue.take", 6).because("without the one that is gone, b and c fill the batch").equal(() -> queue.take(6, "gone"::equals), List.of("b", "c"));
        RequestQueue<String> other = with(with(queue(2, 10, 8), "gone", 0), "b", 5);
        Check.call("RequestQueue.take", 10).because("without it there is one, who waits since 5: neither full nor due").equal(() -> other.take(10, "gone"::equals), List.of());
        Check.call("RequestQueue.due", 10).equal(() -> other.due(10), 15L);
    }

    @Test
    void aRuleThatCantBeKeptIsRefused() {
        with(queue(1, 0, 1), "a", 0);
        for (long wait : new long[] {-1, Long.MAX_VALUE}) {
            Check.call("BatchRule", 1, wait, 1).because("a time plus the wait must be a time").refuses(IllegalArgumentException.class, () -> new BatchRule(1, wait, 1), String.valueOf(wait));
        }
        Check.call("BatchRule", 0, 0, 1).refuses(IllegalArgumentException.class, () -> new BatchRule(0, 0, 1), "1 request or more");
        Check.call("BatchRule", 8, 0, 7).because("a batch that never gets full").refuses(IllegalArgumentException.class, () -> new BatchRule(8, 0, 7), "8");
    }
}
