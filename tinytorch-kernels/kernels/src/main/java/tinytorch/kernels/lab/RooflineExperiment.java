package tinytorch.kernels.lab;

import java.util.ArrayList;
import java.util.List;

import tinytorch.kernels.width.VectorWidth;
import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Kernels;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/**
 * Where kernels stand under the roof of this machine: how many operations they make for a byte decides whether memory or arithmetic limits them, and so what
 * is left to win. (Williams, Waterman, Patterson: "Roofline", 2009.)
 */
final class RooflineExperiment {
    /** Numbers in an array: 32 MB. */
    private static final int LARGE = 1 << 23;
    /** Rows and columns of a matrix that no second cache holds: 16 MB. */
    private static final int N = 2048;

    private RooflineExperiment() {
    }

    /** Kernels that are limited by memory, on all threads, and after them the rungs of the ladder. */
    static List<Placed> placed(Kernels kernels, Profiler profiler, List<Placed> ladder) {
        float[] a = new float[LARGE];
        float[] b = new float[LARGE];
        float[] out = new float[LARGE];
        int threads = kernels.threads();
        List<Placed> placed = new ArrayList<>();
        Measurement add = profiler.measure("a + b", () -> kernels.binary(BinaryOp.ADD, LARGE, a, 0, 1, b, 0, 1, out, 0, 1));
        placed.add(place(add, threads, LARGE, 12.0 * LARGE));
        Measurement scaled = profiler.measure("2 a + b", () -> kernels.multiplyAdd(LARGE, 2, a, 0, b, 0, 1, out, 0));
        placed.add(place(scaled, threads, 2.0 * LARGE, 12.0 * LARGE));
        Measurement dot = profiler.measure("inner product", () -> Sink.keep(kernels.dot(LARGE, a, 0, 1, b, 0, 1)));
        placed.add(place(dot, 1, 2.0 * LARGE, 8.0 * LARGE));
        Measurement row = profiler.measure("row x matrix", () -> kernels.matmul(1, N, N, a, 0, N, 1, b, 0, N, 1, out, 0, N));
        placed.add(place(row, threads, 2.0 * N * N, 4.0 * N * N));
        Measurement rows = profiler.measure("16 rows x matrix", () -> kernels.matmul(16, N, N, a, 0, N, 1, b, 0, N, 1, out, 0, N));
        placed.add(place(rows, threads, 32.0 * N * N, 4.0 * N * N));
        placed.addAll(ladder);
        return placed;
    }

    private static Placed place(Measurement measured, int threads, double flops, double bytes) {
        return new Placed(measured.name(), threads, flops / bytes, flops / Machine.seconds(measured, threads));
    }

    static Table table(List<Placed> placed, Machine one, Machine all) {
        Table table = new Table("Under the roof, vectors of " + VectorWidth.bits() + " bits", "kernel", "threads", "FLOP/B", "rate", "roof", "of the roof");
        for (Placed kernel : placed) {
            double roof = (kernel.threads() == 1 ? one : all).roof(kernel.intensity());
            table.row(kernel.name(), kernel.threads(), kernel.intensity(), Format.rate(kernel.flops(), 1, "FLOP"), Format.rate(roof, 1, "FLOP"),
                    Format.percent(kernel.flops() / roof));
        }
        return table;
    }
}
