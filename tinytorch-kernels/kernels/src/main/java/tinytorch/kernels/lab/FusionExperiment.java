package tinytorch.kernels.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import tinytorch.tensor.Kernels;
import tinytorch.workbench.Format;
import tinytorch.workbench.Statistics;
import tinytorch.workbench.Table;

/**
 * Fused operations against the same operations one after the other, on arrays that no cache holds. Bytes are counted while the operations run; the time is the shortest of some runs, in which both
 * forms take turns: other programs only make it longer.
 */
public final class FusionExperiment {
    private static final int COLUMNS = 1024;
    private static final int ROWS = 1 << 14;
    private static final int RUNS = 5;
    /** From this part of the memory's speed on, memory is what the fused form waits for. */
    private static final double BOUND = 0.7;

    /**
     * What was measured of one operation.
     *
     * @param bytes      what the chain moved
     * @param fusedBytes what the fused form has to move
     * @param seconds    the chain's time
     * @param fused      the fused form's
     * @param difference the largest between their results, as part of the largest result
     */
    private record Result(String name, double bytes, double fusedBytes, double seconds, double fused, double difference) {
        double expected() {
            return bytes / fusedBytes;
        }

        double faster() {
            return seconds / fused;
        }

        double speed() {
            return fusedBytes / fused;
        }
    }

    private FusionExperiment() {
    }

    /** Runs the experiment; the text says what it found. About a minute. */
    public static String run() {
        Matrices matrices = Matrices.of(ROWS, COLUMNS);
        double peak = peak(matrices);
        List<Result> results = new ArrayList<>();
        for (FusionCase one : FusionCase.all(matrices)) {
            results.add(measure(one, matrices));
        }
        return table(results, peak) + explanation(results, peak);
    }

    private static Result measure(FusionCase one, Matrices matrices) {
        matrices.reset();
        parts(one.unfused());   // the first run of each is compared, not timed
        float[] expected = one.result().clone();
        matrices.reset();
        parts(one.fused());
        double difference = difference(one.result(), expected);
        double[] seconds = new double[RUNS];
        double[] fused = new double[RUNS];
        double bytes = 0;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            bytes = parts(one.unfused());
            long middle = System.nanoTime();
            parts(one.fused());
            fused[run] = (System.nanoTime() - middle) / 1e9;
            seconds[run] = (middle - start) / 1e9;
        }
        return new Result(one.name(), bytes, (double) one.arrays() * ROWS * COLUMNS * Float.BYTES, Statistics.of(seconds).min(), Statistics.of(fused).min(), difference);
    }

    /** Both forms on as many parts as there are threads: within a part each operation sweeps over all of it. What was counted. */
    private static long parts(Consumer<Chain> form) {
        int threads = Kernels.active().threads();
        Chain[] chains = new Chain[threads];
        Kernels.active().parallel(threads, (from, to) -> {
            for (int part = from; part < to; part++) {
                chains[part] = new Chain((int) ((long) ROWS * part / threads), (int) ((long) ROWS * (part + 1) / threads), COLUMNS);
                form.accept(chains[part]);
            }
        });
        long bytes = 0;
        for (Chain chain : chains) {
            bytes += chain.bytes();
        }
        return bytes;
    }

    /** Bytes a second of {@code out = 2 x + out}, which reads two arrays and writes one: as much as memory gives. */
    private static double peak(Matrices m) {
        double[] seconds = new double[RUNS];
        for (int run = -1; run < RUNS; run++) {
            long start = System.nanoTime();
            parts(c -> Kernels.active().multiplyAdd((c.to() - c.from()) * COLUMNS, 2, m.x(), c.from() * COLUMNS, m.out(), c.from() * COLUMNS, 1, m.out(), c.from() * COLUMNS));
            if (run >= 0) {
                seconds[run] = (System.nanoTime() - start) / 1e9;
            }
        }
        return 3.0 * ROWS * COLUMNS * Float.BYTES / Statistics.of(seconds).min();
    }

    private static double difference(float[] a, float[] b) {
        double largest = 0;
        double size = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
            size = Math.max(size, Math.abs(b[i]));
        }
        return largest / size;
    }

    private static Table table(List<Result> results, double peak) {
        Table table = new Table(String.format(Locale.ROOT, "Fused and not: %d x %d numbers, %s an array. Memory: %s, measured", ROWS, COLUMNS,
                Format.bytes((double) ROWS * COLUMNS * Float.BYTES), Format.rate(peak, 1, "B")),
                "operation", "B/number", "fused", "ratio", "chain", "fused", "faster", "GB/s", "differ");
        double numbers = (double) ROWS * COLUMNS;
        for (Result r : results) {
            table.row(r.name(), Math.round(r.bytes() / numbers), Math.round(r.fusedBytes() / numbers), "%.1f".formatted(r.expected()), Format.seconds(r.seconds()),
                    Format.seconds(r.fused()), "%.1f".formatted(r.faster()), "%.1f".formatted(r.speed() / 1e9), "%.0e".formatted(r.difference()));
        }
        return table;
    }

    /** For each operation, what its time was spent on. */
    private static String explanation(List<Result> results, double peak) {
        StringBuilder text = new StringBuilder("ratio: of the bytes, what fusion could save if memory were all. differ: the largest difference, as part of the largest result.\n");
        for (Result r : results) {
            double share = r.speed() / peak;
            double chain = r.bytes() / r.seconds() / peak;
            text.append(String.format(Locale.ROOT, "  %-15s %3.0f%% of memory's speed, the chain %3.0f%%: %s.%n", r.name(), 100 * share, 100 * chain, reason(share, chain)));
        }
        return text.toString();
    }

    private static String reason(double share, double chain) {
        if (share >= BOUND) {
            return "both wait for memory, so bytes decide";
        }
        return chain >= BOUND ? "fused, arithmetic is what takes the time" : "arithmetic counts in both";
    }
}
