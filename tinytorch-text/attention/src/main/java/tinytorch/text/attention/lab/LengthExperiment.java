package tinytorch.text.attention.lab;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

import tinytorch.autograd.Autograd;
import tinytorch.nn.lab.Heap;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/**
 * Causal attention of N tokens to themselves as N grows: one sequence, 2 heads of 32 numbers. The time is the shortest of some: other programs only
 * make it longer.
 *
 * @param form   how it was computed
 * @param table  the measurements
 * @param time   the power of N that fits the time of forward best, from 256 tokens on
 * @param memory the same for the bytes it allocates
 * @param kept   the same for the bytes that are kept until backward
 */
record LengthExperiment(Form form, Table table, double time, double memory, double kept) {
    static final int[] LENGTHS = {64, 128, 256, 512, 1024, 2048};
    private static final int FITTED = 2;
    private static final int HEADS = 2;
    private static final int DIM = 32;

    /** The first so many lengths. */
    static LengthExperiment run(Form form, int count) {
        Table table = new Table(form == Form.PLAIN ? "Plain attention: all weights at once" : "Lean attention: one block of weights at a time",
                "N", "all weights", "forward", "time x", "allocated", "+ backward", "kept");
        double[] seconds = new double[LENGTHS.length];
        double[] bytes = new double[LENGTHS.length];
        double[] kept = new double[LENGTHS.length];
        for (int i = 0; i < count; i++) {
            int n = LENGTHS[i];
            Tensor q = input(1, n);
            Tensor k = input(2, n);
            Tensor v = input(3, n);
            Profiler profiler = Profiler.quick().repeats(n < 1024 ? 5 : n < 2048 ? 2 : 1);
            Measurement forward = profiler.measure("forward", () -> Tracking.off(() -> form.attend(q, k, v)));
            Measurement both = profiler.repeats(n < 1024 ? 3 : 1).measure("both", () -> Autograd.gradients(form.attend(q, k, v), v, List.of(q, k, v)));
            seconds[i] = forward.wall().min();
            bytes[i] = forward.allocatedBytes();
            kept[i] = kept(form, q, k, v);
            table.row(n, Format.bytes(4.0 * HEADS * n * n), Format.seconds(seconds[i]), i == 0 ? "-" : Format.times(seconds[i] / seconds[i - 1]),
                    Format.bytes(bytes[i]), Format.seconds(both.wall().min()), Format.bytes(kept[i]));
        }
        return new LengthExperiment(form, table, slope(seconds), slope(bytes), slope(kept));
    }

    String conclusion() {
        return String.format(Locale.ROOT, "Fitted from %d tokens on: time grows as N^%.2f, allocated bytes as N^%.2f, what is kept for backward as N^%.2f.%n",
                LENGTHS[FITTED], time, memory, kept);
    }

    private static Tensor input(long seed, int n) {
        return Tensor.randn(new SplittableRandom(seed), 1, HEADS, n, DIM).requiresGrad(true);
    }

    /** What the result holds on to: the live bytes with it, less those without. */
    private static double kept(Form form, Tensor q, Tensor k, Tensor v) {
        long before = Heap.used();
        Tensor y = form.attend(q, k, v);
        long after = Heap.used();
        Autograd.backward(y.sum());
        return Math.max(1, after - before);
    }

    /** The slope of log(y) over log(N) by least squares, without the first lengths. */
    private static double slope(double[] y) {
        int n = LENGTHS.length - FITTED;
        double meanX = 0;
        double meanY = 0;
        for (int i = FITTED; i < LENGTHS.length; i++) {
            meanX += Math.log(LENGTHS[i]) / n;
            meanY += Math.log(y[i]) / n;
        }
        double xy = 0;
        double xx = 0;
        for (int i = FITTED; i < LENGTHS.length; i++) {
            double x = Math.log(LENGTHS[i]) - meanX;
            xy += x * (Math.log(y[i]) - meanY);
            xx += x * x;
        }
        return xy / xx;
    }
}
