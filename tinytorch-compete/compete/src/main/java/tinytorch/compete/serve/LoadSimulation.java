package tinytorch.compete.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.random.RandomGenerator;

/**
 * What a rule does to requests, worked out on a clock of its own: no thread, no sleep, the same answer every time. The queue is the very {@link RequestQueue} that a server uses; only the model is
 * replaced by the time it takes.
 */
public final class LoadSimulation {
    private static final double NANOS = 1e9;

    private LoadSimulation() {
    }

    /**
     * Times at which independent readers ask: the gaps are exponential ("Poisson arrivals"), {@code -ln(1 - u) / perSecond} seconds with u uniform from 0 to below 1. So they come in bunches, as people do.
     *
     * @param perSecond how many come on average
     * @return nanoseconds, ascending
     */
    public static long[] arrivals(double perSecond, int count, RandomGenerator random) {
        // tito:begin compete.simulate
        long[] times = new long[count];
        double now = 0;
        for (int i = 0; i < count; i++) {
            now += -Math.log(1 - random.nextDouble()) / perSecond;
            times[i] = (long) (now * NANOS);
        }
        return times;
        // tito:end
    }

    /**
     * Lets requests come at these times. One batch is worked on at a time. What happens, in order:
     *
     * <ol>
     * <li>The server is free at {@code free}, 0 at first. All who come up to then are offered to the queue, each at its own time; who is refused is counted.
     * <li>If nobody waits, time goes on to the next arrival, who is offered.
     * <li>The batch is due at {@link RequestQueue#due}. While somebody comes before or at that time, he is offered at his time and the time it is due is asked for anew: he may have filled the batch.
     * <li>The batch is taken when it is due, and answered after {@code nanos} of its size; then the server is free.
     * </ol>
     *
     * <p>Requests are numbered as they came; {@link #report} makes the report of the numbers that were served and the seconds at which each was answered.
     *
     * <p>Worked example: at most 2, wait 10, a batch takes 5. Requests at 0, 3, 4: two are there at 3 and are answered at 8; the third waits until 14 and is answered at 19.
     *
     * @param arrivals nanoseconds, ascending
     * @param nanos    what the model takes for a batch of a size
     */
    public static LoadReport run(long[] arrivals, BatchRule rule, IntToLongFunction nanos) {
        RequestQueue<Integer> queue = new RequestQueue<>(rule);
        List<Integer> served = new ArrayList<>();
        double[] answered = new double[arrivals.length];
        // tito:begin compete.simulate
        int refused = 0;
        int next = 0;
        long now = 0;
        while (next < arrivals.length || queue.size() > 0) {
            long due = queue.due(now);
            if (next < arrivals.length && arrivals[next] <= due) {
                now = Math.max(now, arrivals[next]);
                refused += queue.offer(next, arrivals[next]) ? 0 : 1;
                next++;
                continue;
            }
            now = due;
            List<Integer> batch = queue.take(now, _ -> false);
            now += nanos.applyAsLong(batch.size());
            for (int request : batch) {
                answered[request] = now / NANOS;
                served.add(request);
            }
        }
        return report(served, arrivals, answered, refused);
        // tito:end
    }

    /** The report about those who were served. */
    private static LoadReport report(List<Integer> served, long[] arrivals, double[] answered, int refused) {
        return LoadReport.of(served.stream().mapToDouble(i -> arrivals[i] / NANOS).toArray(), served.stream().mapToDouble(i -> answered[i]).toArray(), refused);
    }
}
