package tinytorch.kernels.lab;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import tinytorch.tensor.Kernels;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
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
    /** Seconds after which a system gives a processor to the next program, if there is one. */
    private static final double TIME_SLICE = 0.02;
    private static final int ROUNDS = 50_000;
    /** 64 MB an array. */
    private static final int LARGE = 1 << 24;
    /** 4 MB of them. */
    private static final int WINDOW = 1 << 20;

    static Machine measure(Kernels kernels, Profiler profiler, int threads) {
        double peak = profiler.measure("peak", () -> on(kernels, threads, (from, to) -> Sink.keep(PeakLoop.run(ROUNDS)))).wall().min();
        return new Machine(threads, PeakLoop.flops(ROUNDS) * threads / peak, 12.0 * (WINDOW / threads * threads) / triad(kernels, profiler, threads));
    }

    /** Seconds for a window of two arrays. The next call takes the next window: short enough not to be interrupted, and no cache has it. */
    private static double triad(Kernels kernels, Profiler profiler, int threads) {
        float[] a = new float[LARGE];
        float[] b = new float[LARGE];
        AtomicInteger next = new AtomicInteger();
        return profiler.measure("triad", () -> {
            int at = next.getAndAdd(WINDOW) & LARGE - 1;
            on(kernels, threads, (from, to) -> {
                int start = at + WINDOW / threads * from;
                kernels.multiplyAdd(WINDOW / threads, 2, a, start, b, start, 1, b, start);
            });
        }).wall().min();
    }

    /** Runs {@code body} for the parts 0 to threads - 1 on so many threads, at most those of the kernels. What a part shares runs on its own thread. */
    static void on(Kernels kernels, int threads, Kernels.Range body) {
        kernels.parallel(Math.max(2, threads), (from, to) -> {   // with 1 the loop would not count as shared, and its body could be
            for (int i = from; i < Math.min(to, threads); i++) {
                body.run(i, i + 1);
            }
        });
    }

    /**
     * How long a call took: the shortest of all repeats, as other programs only make it longer. A long call is interrupted in every repeat; of one on a single thread
     * its processor time is taken then.
     */
    static double seconds(Measurement measured, int threads) {
        boolean interrupted = threads == 1 && measured.calls() * measured.wall().min() > TIME_SLICE;
        return interrupted ? measured.cpuSeconds() : measured.wall().min();
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
