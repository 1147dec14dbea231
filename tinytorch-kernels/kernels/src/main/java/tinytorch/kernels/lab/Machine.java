package tinytorch.kernels.lab;

import java.util.Locale;

import tinytorch.tensor.Kernels;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;

/**
 * What this machine can do at most with so many threads. Both are the best of some runs: other programs only take away.
 *
 * @param threads   that worked on it
 * @param flops     floating-point operations a second, by multiply-adds that don't wait for one another and touch no memory
 * @param bandwidth bytes a second between memory and processor, by {@code b = 2 a + b} on arrays that no cache holds: two are read, one is written
 */
record Machine(int threads, double flops, double bandwidth) {
    private static final int ROUNDS = 50_000;
    /** 64 MB an array. */
    private static final int LARGE = 1 << 24;

    static Machine measure(Kernels kernels, Profiler profiler, int threads) {
        double peak = profiler.measure("peak", () -> on(kernels, threads, (from, to) -> Sink.keep(PeakLoop.run(ROUNDS)))).wall().min();
        float[] a = new float[LARGE];
        float[] b = new float[LARGE];
        int part = LARGE / threads;
        double triad = profiler.measure("triad", () -> on(kernels, threads, (from, to) -> kernels.multiplyAdd(part, 2, a, from * part, b, from * part, 1, b, from * part)))
                .wall().min();
        return new Machine(threads, PeakLoop.flops(ROUNDS) * threads / peak, 12.0 * part * threads / triad);
    }

    /** Runs {@code body} for the parts 0 to threads - 1 on so many threads, at most those of the kernels. What a part shares runs on its own thread. */
    static void on(Kernels kernels, int threads, Kernels.Range body) {
        kernels.parallel(Math.max(2, threads), (from, to) -> {   // with 1 the loop would not count as shared, and its body could be
            for (int i = from; i < Math.min(to, threads); i++) {
                body.run(i, i + 1);
            }
        });
    }

    /** The most that a kernel can do that makes so many operations for each byte it moves: the roofline. */
    double roof(double intensity) {
        return Math.min(flops, intensity * bandwidth);
    }

    /** From this intensity on arithmetic is the limit, below it memory is. */
    double ridge() {
        return flops / bandwidth;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d thread%s: %s, %s; both limits meet at %.1f operations a byte", threads, threads == 1 ? "" : "s",
                Format.rate(flops, 1, "FLOP"), Format.rate(bandwidth, 1, "B"), ridge());
    }
}
