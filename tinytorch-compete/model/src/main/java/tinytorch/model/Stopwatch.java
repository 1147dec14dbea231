package tinytorch.model;

import java.util.Arrays;

/** Measures the time for one example by a {@link Protocol}. */
final class Stopwatch {
    private static final double MILLIS = 1e-6;
    /** A block that takes so many times what it may needs no second. */
    private static final int HOPELESS = 3;

    private final Protocol protocol;
    private final double mostMillis;

    Stopwatch(Protocol protocol, double mostMillis) {
        this.protocol = protocol;
        this.mostMillis = mostMillis;
    }

    /** One call on an example; examples have different numbers. */
    interface Call {
        void run(int example) throws Rejected;
    }

    /** Times calls; a model that is far too slow is not timed to the end. */
    Score.Latency measure(Call call) throws Rejected {
        int example = 0;
        long start = System.nanoTime();
        while (example < protocol.warmUpCalls() || System.nanoTime() - start < protocol.warmUpSeconds() * 1e9) {
            call.run(example++);
            // A slow model is compiled through after fewer calls: they have longer loops.
            if (System.nanoTime() - start > 3 * protocol.warmUpSeconds() * 1e9 + 1e9) {
                break;
            }
        }
        double[][] blocks = new double[protocol.blocks()][protocol.calls()];
        for (double[] block : blocks) {
            for (int i = 0; i < block.length; i++) {
                long before = System.nanoTime();
                call.run(example++);
                block[i] = (System.nanoTime() - before) * MILLIS;
            }
            if (quantile(block, 0.5) > HOPELESS * mostMillis) {
                throw tooSlow(quantile(block, 0.95));
            }
        }
        return latency(blocks);
    }

    private Score.Latency latency(double[][] blocks) throws Rejected {
        double[] all = Arrays.stream(blocks).flatMapToDouble(Arrays::stream).toArray();
        double[] each = Arrays.stream(blocks).mapToDouble(block -> quantile(block, 0.95)).toArray();
        double p95 = quantile(all, 0.95);
        if (p95 > mostMillis) {
            throw tooSlow(p95);
        }
        return new Score.Latency(quantile(all, 0.5), p95, quantile(each, 0.25), quantile(each, 0.75), all.length);
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
