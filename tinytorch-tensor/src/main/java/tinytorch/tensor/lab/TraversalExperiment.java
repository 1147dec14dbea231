package tinytorch.tensor.lab;

import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/**
 * The same additions in row order and in column order. Memory comes in lines of 64 bytes, 16 floats: row order uses all of
 * them, column order one, and comes back for the next one when the line may be gone from the cache.
 */
final class TraversalExperiment {
    private TraversalExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Row order against column order: adding up an (n, n) matrix", "n", "memory", "by rows", "for one", "by columns", "for one", "columns / rows");
        for (int n : new int[] {64, 512, 2048}) {
            Tensor x = Tensor.ones(n, n);
            Measurement rows = profiler.measure("rows", () -> Sink.keep(sum(x.data(), n, n, 1)));
            Measurement columns = profiler.measure("columns", () -> Sink.keep(sum(x.data(), n, 1, n)));
            double elements = (double) n * n;
            table.row(n, Format.bytes(4 * elements), Format.seconds(rows.seconds()), Format.seconds(rows.seconds() / elements),
                    Format.seconds(columns.seconds()), Format.seconds(columns.seconds() / elements), Format.times(rows.speedup(columns)));
        }
        return table;
    }

    /** Adds all elements, the one at {@code i * outer + j * inner} in the i-th round of the outer loop and the j-th of the inner. */
    static float sum(float[] data, int n, int outer, int inner) {
        float sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sum += data[i * outer + j * inner];
            }
        }
        return sum;
    }
}
