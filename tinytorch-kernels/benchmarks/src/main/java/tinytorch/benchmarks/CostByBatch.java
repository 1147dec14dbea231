package tinytorch.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tinytorch.workbench.Format;

/**
 * Whether a training step's cost stays flat: the time of one image or token for each batch, the memory it takes from the heap, and what the garbage collector
 * takes of the time.
 */
final class CostByBatch {
    private static final String LINE = "%-28s %15s %10s %14s %12s %11s%n";

    private CostByBatch() {
    }

    /** Prints a table for each training step that was measured with several batches. */
    static void print(List<Row> rows, PrintStream out) {
        Map<String, List<Row>> steps = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.cell().isStep()) {
                steps.computeIfAbsent(row.cell().benchmark(), name -> new ArrayList<>()).add(row);
            }
        }
        for (List<Row> batches : steps.values()) {
            if (batches.size() > 1) {
                print(batches, one(batches.getFirst().rate()), out);
            }
        }
    }

    private static void print(List<Row> batches, String one, PrintStream out) {
        out.printf("%n" + LINE, "Cost by batch", "time " + one, "x least", "heap a call", one, "collecting");
        double least = batches.stream().mapToDouble(row -> 1 / row.rate().median()).min().orElseThrow();
        for (Row row : batches) {
            Rate rate = row.rate();
            double seconds = 1 / rate.median();
            out.printf(LINE, row.cell().label(), Format.seconds(seconds), Format.times(seconds / least), Format.bytes(rate.allocatedBytes()),
                    Format.bytes(rate.allocatedBytes() / (rate.median() * rate.callSeconds())), "%.1f%%".formatted(100 * rate.collecting()));
        }
        out.flush();
    }

    private static String one(Rate rate) {
        return rate.unit().equals("images") ? "an image" : "a token";
    }
}
