package tinytorch.kernels.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tinytorch.kernels.ladder.MatrixProduct;
import tinytorch.kernels.ladder.NaiveProduct;
import tinytorch.kernels.ladder.PackedProduct;
import tinytorch.kernels.ladder.ReorderedProduct;
import tinytorch.kernels.ladder.ThreadedProduct;
import tinytorch.kernels.ladder.TiledProduct;
import tinytorch.kernels.ladder.VectorProduct;
import tinytorch.tensor.Kernels;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/**
 * Every rung of the ladder on two (n, n) matrices.
 *
 * @param table  the measurements
 * @param placed the same as points of the roofline
 */
record LadderExperiment(Table table, List<Placed> placed) {
    private static final int N = 512;
    /** Numbers in the rows and columns of a block: 256 KB, which a second cache holds. */
    private static final int TILE = 256;

    /** A way to multiply, how many threads take part, and how often it is measured: the slow ones waver less and take longer. */
    private record Rung(String name, int threads, int repeats, MatrixProduct product) {
    }

    static LadderExperiment run(Kernels kernels, Profiler profiler, Machine one, Machine all) {
        List<Rung> rungs = List.of(
                new Rung("1 three loops", 1, 3, new NaiveProduct()),
                new Rung("2 loop order", 1, 7, new ReorderedProduct()),
                new Rung("3 tiles", 1, 7, new TiledProduct(TILE)),
                new Rung("4 vectors", 1, 25, new VectorProduct(TILE)),
                new Rung("5 registers", 1, 25, new PackedProduct()),
                new Rung("6 threads", all.threads(), 25, new ThreadedProduct(new PackedProduct(), all.threads(), kernels::parallel)),
                new Rung("VectorKernels", all.threads(), 25, (m, n, k, a, b, out) -> kernels.matmul(m, n, k, a, 0, k, 1, b, 0, n, 1, out, 0, n)));
        Table table = new Table("The ladder: product of two (" + N + ", " + N + ") matrices", "rung", "threads", "time", "rate", "x before", "of the peak");
        List<Placed> placed = new ArrayList<>();
        float[] a = new float[N * N];
        float[] b = new float[N * N];
        float[] out = new float[N * N];
        Arrays.fill(a, 0.5f);
        Arrays.fill(b, 0.25f);
        double work = 2.0 * N * N * N;
        double before = 0;
        for (Rung rung : rungs) {
            double seconds = Machine.seconds(profiler.repeats(rung.repeats).measure(rung.name, () -> rung.product.multiply(N, N, N, a, b, out)), rung.threads);
            Machine machine = rung.threads == 1 ? one : all;
            table.row(rung.name, rung.threads, Format.seconds(seconds), Format.rate(work, seconds, "FLOP"), before == 0 ? "-" : Format.times(before / seconds),
                    Format.percent(work / seconds / machine.flops()));
            placed.add(new Placed(rung.name, rung.threads, work / (12.0 * N * N), work / seconds));
            before = seconds;
        }
        return new LadderExperiment(table, placed);
    }
}
