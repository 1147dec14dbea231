package tinytorch.model;

import java.util.Arrays;
import java.util.function.LongSupplier;

/** Measures the time for one example by a {@link Protocol}. */
final class Stopwatch {
    private static final double MILLIS = 1e-6;
    /** A block that takes so many times what it may needs no second. */
    private static final int HOPELESS = 3;
    /** Blocks that differ by more were disturbed by something else on the machine. */
    private static final double CALM = 1.5;
    /** How often a disturbed measurement is made again. */
    private static final int ROUNDS = 3;

    private final Protocol protocol;
    private final double mostMillis;
    private final LongSupplier nanos;

    Stopwatch(Protocol protocol, double mostMillis) {
        this(protocol, mostMillis, System::nanoTime);
    }

    /** With a clock of one's own. */
    Stopwatch(Protocol protocol, double mostMillis, LongSupplier nanos) {
        this.protocol = protocol;
        this.mostMillis = mostMillis;
        this.nanos = nanos;
    }

    /** One call on an example; examples have different numbers. */
    interface Call {
        void run(int example) throws Rejected;
    }

    /**
     * Times calls; a model that is far too slow is not timed to the end. The p95 is the median of the blocks' own: what disturbs the machine for a moment spoils a block or two,
     * not the number. If the blocks differ much, all of them are timed again, and the calmest round counts.
     */
    Score.Latency measure(Call call) throws Rejected {
        int example = 0;
        long start = nanos.getAsLong();
        while (example < protocol.warmUpCalls() || nanos.getAsLong() - start < protocol.warmUpSeconds() * 1e9) {
            call.run(example++);
            // A slow model is compiled through after fewer calls: they have longer loops.
            if (nanos.getAsLong() - start > 3 * protocol.warmUpSeconds() * 1e9 + 1e9) {
                break;
            }
        }
        Score.Latency calmest = null;
        for (int round = 0; round < ROUNDS && (calmest == null || unrest(calmest) > CALM); round++) {
            Score.Latency latency = round(call, example + round * protocol.blocks() * protocol.calls());
            if (calmest == null || unrest(latency) < unrest(calmest)) {
                calmest = latency;
            }
        }
        if (calmest.p95() > mostMillis) {
            throw tooSlow(calmest.p95());
        }
        return calmest;
    }

    private static double unrest(Score.Latency latency) {
        return latency.upperQuartile() / latency.lowerQuartile();
    }

    private Score.Latency round(Call call, int first) throws Rejected {
        int example = first;
        double[] all = new double[protocol.blocks() * protocol.calls()];
        double[] each = new double[protocol.blocks()];
        for (int block = 0; block < each.length; block++) {
            double[] millis = new double[protocol.calls()];
            for (int i = 0; i < millis.length; i++) {
                long before = nanos.getAsLong();
                call.run(example++);
                millis[i] = (nanos.getAsLong() - before) * MILLIS;
            }
            if (quantile(millis, 0.5) > HOPELESS * mostMillis) {
                throw tooSlow(quantile(millis, 0.95));
            }
            each[block] = quantile(millis, 0.95);
            System.arraycopy(millis, 0, all, block * millis.length, millis.length);
        }
        return new Score.Latency(quantile(all, 0.5), quantile(each, 0.5), quantile(each, 0.25), quantile(each, 0.75), all.length);
    }

    private Rejected tooSlow(double p95) {
        return new Rejected(Reason.TOO_SLOW, "An example takes %.1f ms (95th percentile), the most is %.1f ms. Make the model smaller.".formatted(p95, mostMillis));
    }

    /** The number below which this part of them lies, by the nearest rank: always one that was measured. */
    static double quantile(double[] numbers, double part) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[Math.clamp((int) Math.ceil(part * sorted.length) - 1, 0, sorted.length - 1)];
    }
}
