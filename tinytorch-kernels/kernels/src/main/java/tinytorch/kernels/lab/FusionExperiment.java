package tinytorch.kernels.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import tinytorch.tensor.Kernels;
import tinytorch.workbench.Clocks;
import tinytorch.workbench.Format;
import tinytorch.workbench.Statistics;
import tinytorch.workbench.Table;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/**
 * Fused operations against the same operations one after the other, on arrays that no cache holds. Bytes are counted while the operations run. Both run on one thread, by turns; what counts is its
 * processor time, the median of some runs: waiting for memory is part of it, other programs are not.
 */
public final class FusionExperiment {
    private static final int COLUMNS = 1024;
    private static final int ROWS = 1 << 14;
    private static final int NUMBERS = ROWS * COLUMNS;
    private static final int RUNS = 5;
    private static final Clocks CLOCKS = Clocks.system();
    /** From this part of memory's speed on, memory is what a form waits for most of the time. */
    private static final double BOUND = 0.5;

    /**
     * What was measured of one operation.
     *
     * @param bytes      what the chain moved
     * @param fusedBytes what the fused form has to move
     * @param seconds    the chain's time
     * @param fused      the fused form's
     * @param memory     bytes a second that memory gave to a thread meanwhile, measured by turns with the two
     * @param difference the largest between their results, as part of the largest result
     */
    private record Result(String name, double bytes, double fusedBytes, double seconds, double fused, double memory, double difference) {
        double expected() {
            return bytes / fusedBytes;
        }

        double faster() {
            return seconds / fused;
        }

        double speed() {
            return fusedBytes / fused;
        }

        /** The fused form's speed, as part of memory's. */
        double share() {
            return speed() / memory;
        }

        double chainShare() {
            return bytes / seconds / memory;
        }
    }

    private FusionExperiment() {
    }

    /** Runs the experiment, and says what it found. Some seconds on a quiet machine. */
    public static void run() {
        Matrices matrices = Matrices.of(ROWS, COLUMNS);
        List<Result> results = new ArrayList<>();
        for (FusionCase one : FusionCase.all(matrices)) {
            results.add(measure(one, matrices));
        }
        LabReport.show(table(results), explanation(results), Plot.bars("operation", "GB/s"));
    }

    private static Result measure(FusionCase one, Matrices matrices) {
        matrices.reset();
        seconds(one.unfused());   // the first run of each is compared, not timed
        float[] expected = one.result().clone();
        matrices.reset();
        seconds(one.fused());
        double difference = difference(one.result(), expected);
        double[] seconds = new double[RUNS];
        double[] fused = new double[RUNS];
        double[] memory = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            seconds[run] = seconds(one.unfused());
            fused[run] = seconds(one.fused());
            memory[run] = 3.0 * NUMBERS * Float.BYTES / seconds(_ -> triad(matrices));
        }
        Chain chain = new Chain(0, 1, COLUMNS);
        one.unfused().accept(chain);
        return new Result(one.name(), (double) chain.bytes() * ROWS, (double) one.arrays() * NUMBERS * Float.BYTES, Statistics.of(seconds).median(), Statistics.of(fused).median(),
                Statistics.of(memory).median(), difference);
    }

    /** Processor time of all rows on one thread: loops that begin within a part of a shared loop stay on the thread that has it. */
    private static double seconds(Consumer<Chain> form) {
        double[] seconds = new double[1];
        Kernels.active().parallel(2, (from, to) -> {
            if (from == 0) {
                long start = CLOCKS.cpuNanos();
                form.accept(new Chain(0, ROWS, COLUMNS));
                seconds[0] = (CLOCKS.cpuNanos() - start) / 1e9;
            }
        });
        return seconds[0];
    }

    /** {@code v = 2 x + v}: reads two arrays and writes one, and has next to nothing to compute. */
    private static void triad(Matrices m) {
        Kernels.active().multiplyAdd(NUMBERS, 2, m.x(), 0, m.v(), 0, 1, m.v(), 0);
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

    private static Table table(List<Result> results) {
        double memory = Statistics.of(results.stream().mapToDouble(Result::memory).toArray()).median();
        Table table = new Table(String.format(Locale.ROOT, "Fused and not: %d x %d numbers, %s an array. Memory: %s", ROWS, COLUMNS,
                Format.bytes((double) NUMBERS * Float.BYTES), Format.rate(memory, 1, "B")),
                "operation", "B/number", "fused", "ratio", "chain", "fused", "faster", "GB/s", "differ");
        for (Result r : results) {
            table.row(r.name(), Math.round(r.bytes() / NUMBERS), Math.round(r.fusedBytes() / NUMBERS), "%.1f".formatted(r.expected()), Format.seconds(r.seconds()),
                    Format.seconds(r.fused()), "%.1f".formatted(r.faster()), "%.1f".formatted(r.speed() / 1e9), "%.0e".formatted(r.difference()));
        }
        return table;
    }

    /** For each operation, what its time was spent on. */
    private static String explanation(List<Result> results) {
        StringBuilder text = new StringBuilder("ratio: of the bytes, what fusion could save if memory were all. differ: the largest difference, as part of the largest result.\n");
        for (Result r : results) {
            text.append(String.format(Locale.ROOT, "  %-15s %3.0f%% of memory's speed, the chain %3.0f%%: %s.%n", r.name(), 100 * r.share(), 100 * r.chainShare(), reason(r.share(), r.chainShare())));
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
