package tinytorch.benchmarks;

import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What this machine reached at most in this run, on as many threads.
 *
 * @param flops  multiply-adds a second, each counted as two operations
 * @param memory bytes a second, of arrays that no cache holds
 * @param cache  bytes a second, of three arrays of {@value #CACHED} numbers that a core's own caches hold
 */
record Peaks(double flops, double memory, double cache) {
    /** How many numbers an array has for {@link #cache}: that of the small sizes of the benchmarks. */
    static final int CACHED = 1 << 16;
    /** For {@link #memory}: 64 MB an array. */
    static final int LARGE = 1 << 24;
    /** A call that moves less than this finds its arrays in a cache. */
    private static final double CACHE_BYTES = 8e6;

    static Peaks measure(int threads) throws RunnerException {
        return new Peaks(Cell.peak("multiplyAdd", threads, LARGE), Cell.peak("triad", threads, LARGE), Cell.peak("triad", threads, CACHED));
    }

    /** The rate as a part of the peak that limits it; {@code null} if it counts something that has none. */
    Double part(Rate rate) {
        return switch (rate.unit()) {
            case "flops" -> rate.median() / flops;
            case "bytes" -> rate.median() / (inCache(rate) ? cache : memory);
            default -> null;
        };
    }

    /** Which one that is. */
    static String name(Rate rate) {
        return switch (rate.unit()) {
            case "flops" -> "flops";
            case "bytes" -> inCache(rate) ? "cache" : "memory";
            default -> null;
        };
    }

    private static boolean inCache(Rate rate) {
        return rate.median() * rate.callSeconds() < CACHE_BYTES;
    }

    Map<String, Object> facts() {
        return Map.of("flops", flops, "memory", memory, "cache", cache);
    }
}
