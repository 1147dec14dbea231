package tinytorch.workbench;

import java.util.function.Supplier;

/**
 * Measures what a piece of code costs: wall time, processor time and allocated bytes for one call, warm, repeated, as
 * median and spread. The counterpart of PyTorch's {@code torch.utils.benchmark.Timer.blocked_autorange}.
 *
 * <pre>{@code
 * Measurement m = Profiler.standard().measure("sum of 1000", () -> Sink.keep(sum(values)));
 * System.out.println(m);      // sum of 1000: 1.02 us (spread 2%), 0 B allocated
 * }</pre>
 *
 * <p>Three traps and what is done about them. A JVM starts by interpreting code and compiles what is used often: so the
 * work runs {@code warmupSeconds} before anything is noted. One call may be shorter than the clock can tell: so a repeat
 * is as many calls as last {@code repeatSeconds}. Other programs interrupt: so there are several repeats, and the median
 * counts. A fourth trap is the caller's: a result that is not used is not computed, see {@link Sink}.
 *
 * <p>Good for differences of some percent. For less, and for code of a few nanoseconds, use JMH, which starts a new JVM
 * for each measurement.
 */
public final class Profiler {
    private static final int MAX_CALLS = 1 << 30;

    private final Clocks clocks;
    private final double warmupSeconds;
    private final double repeatSeconds;
    private final int repeats;

    /**
     * A profiler with settings of its own.
     *
     * @param clocks        what it reads, {@link Clocks#system()} except in tests
     * @param warmupSeconds how long the work runs before anything is noted, at least; 0 to include the cold start
     * @param repeatSeconds how long one repeat lasts, at least
     * @param repeats       how many repeats, at least 1
     */
    public Profiler(Clocks clocks, double warmupSeconds, double repeatSeconds, int repeats) {
        if (!(warmupSeconds >= 0) || !(repeatSeconds >= 0) || repeats < 1) {
            throw new IllegalArgumentException("Profiler: times are 0 or more and there is at least one repeat, got warm-up "
                    + warmupSeconds + " s, repeat " + repeatSeconds + " s, " + repeats + " repeats. Start from Profiler.standard().");
        }
        this.clocks = clocks;
        this.warmupSeconds = warmupSeconds;
        this.repeatSeconds = repeatSeconds;
        this.repeats = repeats;
    }

    /** About 0.4 s for short work: 0.2 s of warm-up, then 11 repeats of 20 ms. */
    public static Profiler standard() {
        return new Profiler(Clocks.system(), 0.2, 0.02, 11);
    }

    /** About 0.1 s for short work: 50 ms of warm-up, then 7 repeats of 5 ms. For tables with many rows. */
    public static Profiler quick() {
        return new Profiler(Clocks.system(), 0.05, 0.005, 7);
    }

    /** This profiler with another number of repeats: 3 are enough where one call takes a second. */
    public Profiler repeats(int repeats) {
        return new Profiler(clocks, warmupSeconds, repeatSeconds, repeats);
    }

    /**
     * Measures {@code work}: warm-up with {@link #calibrate}, then {@code repeats} times {@link Cost#of} with that many
     * calls. The wall times of all repeats go into the {@link Statistics}; of processor time and bytes the median is
     * kept.
     *
     * @param name of the measurement, for tables
     * @param work one call of what is to be measured; hand its result to a {@link Sink}
     */
    public Measurement measure(String name, Runnable work) {
        // tito:begin setup.profiler
        int calls = calibrate(work);
        double[] wall = new double[repeats];
        double[] cpu = new double[repeats];
        double[] bytes = new double[repeats];
        for (int repeat = 0; repeat < repeats; repeat++) {
            Cost cost = Cost.of(clocks, calls, work);
            wall[repeat] = cost.wallSeconds();
            cpu[repeat] = cost.cpuSeconds();
            bytes[repeat] = cost.allocatedBytes();
        }
        return new Measurement(name, calls, Statistics.of(wall), Statistics.of(cpu).median(), Statistics.of(bytes).median());
        // tito:end
    }

    /**
     * Measures work that gives an object, and hands it to the {@link Sink}. A number is boxed on the way: for those use
     * {@link #measure(String, Runnable)}.
     */
    public Measurement measure(String name, Supplier<?> work) {
        return measure(name, (Runnable) () -> Sink.keep(work.get()));
    }

    /**
     * Warms the work up and finds how many calls fill one repeat. It runs blocks of 1, 2, 4, 8, ... calls, each with
     * {@link Cost#of}, until a block has lasted {@code repeatSeconds} or more <em>and</em> all blocks together have lasted
     * {@code warmupSeconds} or more. Blocks that are long enough do not grow: as long as only the warm-up is
     * missing, the same number of calls runs again. The answer is the number of calls in the last block.
     *
     * <p>Example with 0.01 s for a repeat and 0.1 s of warm-up: a call that takes 0.002 s runs in blocks of 1, 2, 4, 8 calls
     * (30 ms in all), then in blocks of 8 (16 ms each) until 0.1 s are over. The answer is 8.
     *
     * @return calls in one repeat, at least 1 and at most 2^30
     */
    int calibrate(Runnable work) {
        // tito:begin setup.profiler
        int calls = 1;
        double spent = 0;
        while (true) {
            double block = Cost.of(clocks, calls, work).wallSeconds() * calls;
            spent += block;
            if (block < repeatSeconds && calls < MAX_CALLS) {
                calls *= 2;
            } else if (spent >= warmupSeconds) {
                return calls;
            }
        }
        // tito:end
    }
}
