package tinytorch.kernels.lab;

import java.util.Arrays;

import tinytorch.kernels.ladder.PackedProduct;
import tinytorch.kernels.ladder.StridedProduct;
import tinytorch.kernels.ladder.ThreadedProduct;
import tinytorch.tensor.Kernels;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/**
 * Scaling: the ladder's product in as many parts as threads, and a loop that memory limits. Cores multiply arithmetic; the way to memory is one for all, and so
 * is a core for two threads that share it.
 */
final class ThreadExperiment {
    private static final int N = 768;

    private ThreadExperiment() {
    }

    static Table table(Kernels kernels, Profiler profiler) {
        Table table = new Table("Threads: product of two (" + N + ", " + N + ") matrices, and b = 2 a + b on 64 MB each",
                "threads", "product", "x one", "b = 2 a + b", "x one");
        float[] a = new float[N * N];
        float[] b = new float[N * N];
        float[] out = new float[N * N];
        Arrays.fill(a, 0.5f);
        Arrays.fill(b, 0.25f);
        double first = 0;
        Machine one = null;
        for (int threads = 1; threads <= kernels.threads(); threads = threads < kernels.threads() ? Math.min(2 * threads, kernels.threads()) : threads + 1) {
            StridedProduct product = new ThreadedProduct(new PackedProduct(), threads, kernels::parallel);
            double seconds = profiler.measure("product", () -> product.multiply(N, N, N, a, b, out)).wall().min();
            Machine machine = Machine.measure(kernels, profiler, threads);
            first = threads == 1 ? seconds : first;
            one = threads == 1 ? machine : one;
            table.row(threads, Format.rate(2.0 * N * N * N, seconds, "FLOP"), Format.times(first / seconds), Format.rate(machine.bandwidth(), 1, "B"),
                    Format.times(machine.bandwidth() / one.bandwidth()));
        }
        return table;
    }
}
