package tinytorch.compress.lab;

import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

import tinytorch.compress.prune.Scope;
import tinytorch.compress.sparse.CsrMatrix;
import tinytorch.compress.sparse.SparseLoop;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Clocks;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Statistics;
import tinytorch.workbench.Table;

/** From which sparsity on a sparse product is faster than the dense kernels, which multiply all the zeros. */
final class SparseSpeedExperiment {
    private static final double[] SPARSITIES = {0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99};
    private static final int ROUNDS = 9;
    /** Long enough for the compiler to find out that vectors need no objects. */
    private static final Profiler UNTIL_COMPILED = new Profiler(Clocks.system(), 1.5, 0, 1);

    private SparseSpeedExperiment() {
    }

    /** Products of a weight (size, size) with so many examples: dense as a linear layer does it, with examples as rows; sparse with examples as columns. */
    static Table table(int size, int columns) {
        Table table = new Table("Weight (" + size + ", " + size + "), " + columns + (columns == 1 ? " example" : " examples") + ": how many times as fast as the dense product", "sparsity", "dense", "row by row", "in registers", "memory");
        Tensor weight = Tensor.randn(new SplittableRandom(1), size, size);
        Tensor rows = Tensor.randn(new SplittableRandom(2), columns, size);
        Tensor right = rows.transpose().copy();
        for (Runnable one : products(pruned(weight, 0.5), rows, right)) {   // rows of any length: a branch that warm-up never took is compiled again
            UNTIL_COMPILED.measure("warm-up", one);
        }
        for (double sparsity : SPARSITIES) {
            Tensor pruned = pruned(weight, sparsity);
            CsrMatrix csr = CsrMatrix.of(pruned);
            double[] seconds = alternating(products(pruned, rows, right));
            table.row(Format.percent(sparsity), Format.seconds(seconds[0]), times(seconds[0] / seconds[1]), times(seconds[0] / seconds[2]), times((double) csr.bytes() / (4L * size * size)));
        }
        return table;
    }

    private static Tensor pruned(Tensor weight, double sparsity) {
        Tensor pruned = weight.copy();
        Scope.LAYER_WISE.masks(Map.of("weight", pruned), sparsity).apply();
        return pruned;
    }

    /** Dense, row by row, in registers. */
    private static Runnable[] products(Tensor weight, Tensor rows, Tensor columns) {
        CsrMatrix csr = CsrMatrix.of(weight);
        return new Runnable[] {() -> Sink.keep(rows.matmul(weight.transpose())), () -> Sink.keep(csr.matmul(columns, SparseLoop.ROW_BY_ROW)), () -> Sink.keep(csr.matmul(columns))};
    }

    private static String times(double factor) {
        return String.format(Locale.ROOT, "%.2f x", factor);
    }

    /** Median seconds of each of several pieces of work, measured in turns: what else the machine does meets all alike. */
    static double[] alternating(Runnable... work) {
        double[][] seconds = new double[work.length][ROUNDS];
        Profiler warmUp = new Profiler(Clocks.system(), 0.05, 0, 1);
        for (Runnable one : work) {
            warmUp.measure("warm-up", one);
        }
        Profiler once = new Profiler(Clocks.system(), 0, 0.002, 1);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < work.length; i++) {
                seconds[i][round] = once.measure("round", work[i]).seconds();
            }
        }
        double[] medians = new double[work.length];
        for (int i = 0; i < work.length; i++) {
            medians[i] = Statistics.of(seconds[i]).median();
        }
        return medians;
    }
}
