package tinytorch.tensor.lab;

import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** What a view costs: O(1) when it is made, and the order of its strides whenever it is read. */
final class ViewExperiment {
    private ViewExperiment() {
    }

    /** Time to make views and a copy, as the matrix grows. */
    static Table growth(Profiler profiler) {
        Table table = new Table("O(1) against O(N): making a view or a copy of an (n, n) matrix", "n", "transpose", "slice", "reshape", "allocated", "copy", "allocated", "copy / slice");
        row(profiler, 16);   // thrown away: it pays for the compiler
        for (int n : new int[] {16, 64, 256, 1024}) {
            table.row(row(profiler, n));
        }
        return table;
    }

    private static Object[] row(Profiler profiler, int n) {
        Tensor x = Tensor.ones(n, n);
        Measurement transpose = profiler.measure("transpose", () -> Sink.keep(x.transpose()));
        Measurement slice = profiler.measure("slice", () -> Sink.keep(x.slice(0, 1, n, 2)));
        Measurement reshape = profiler.measure("reshape", () -> Sink.keep(x.reshape(-1)));
        Measurement copy = profiler.measure("copy", () -> Sink.keep(x.copy()));
        return new Object[] {n, Format.seconds(transpose.seconds()), Format.seconds(slice.seconds()), Format.seconds(reshape.seconds()),
            Format.bytes(reshape.allocatedBytes()), Format.seconds(copy.seconds()), Format.bytes(copy.allocatedBytes()), Format.times(slice.speedup(copy))};
    }

    /** Time to work on a matrix and on its transpose, which is read against the order of its memory. */
    static Table laterCost(Profiler profiler) {
        Table table = new Table("What a view costs later: x + x for an (n, n) matrix and for its transpose", "n", "contiguous", "transposed", "contiguous() first", "transposed / contiguous");
        later(profiler, 64);   // thrown away, as above
        for (int n : new int[] {64, 256, 1024}) {
            table.row(later(profiler, n));
        }
        return table;
    }

    private static Object[] later(Profiler profiler, int n) {
        Tensor x = Tensor.ones(n, n);
        Tensor t = x.transpose();
        Measurement straight = profiler.measure("contiguous", () -> Sink.keep(x.add(x)));
        Measurement across = profiler.measure("transposed", () -> Sink.keep(t.add(t)));
        Measurement copied = profiler.measure("copied", () -> {
            Tensor rows = t.contiguous();
            Sink.keep(rows.add(rows));
        });
        return new Object[] {n, Format.seconds(straight.seconds()), Format.seconds(across.seconds()), Format.seconds(copied.seconds()), Format.times(straight.speedup(across))};
    }
}
