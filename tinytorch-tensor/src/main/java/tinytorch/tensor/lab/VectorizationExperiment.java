package tinytorch.tensor.lab;

import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/**
 * What the compiler makes vector instructions of, all within the first-level cache. Neighbours that are independent go side by side into one register.
 * A sum in float must keep its order, so every addition waits for the one before: four sums wait for one another a quarter as often.
 */
final class VectorizationExperiment {
    private static final int N = 4096;
    private static final int STEP = 2;
    private static final int HALF_PAGE = 512;

    private VectorizationExperiment() {
    }

    static Table table(Profiler profiler) {
        // Half a page longer than needed: reading and writing at the same place of two pages, a processor takes the one for the other and waits.
        float[] x = Tensor.full(0.5f, N * STEP + HALF_PAGE).data();
        float[] out = new float[N * STEP];
        measure(profiler, x, out);   // thrown away: the compiler makes vector instructions only when it has seen a loop for long
        Measurement[] loops = measure(profiler, x, out);
        Table table = new Table("Vectorization: loops over " + N + " floats, in the first-level cache", "loop", "time", "an addition", "against the first");
        for (Measurement loop : loops) {
            table.row(loop.name(), Format.seconds(loop.seconds()), Format.seconds(loop.seconds() / N), Format.times(loop.seconds() / loops[0].seconds()));
        }
        return table;
    }

    private static Measurement[] measure(Profiler profiler, float[] x, float[] out) {
        return new Measurement[] {
            profiler.measure("out[i] = x[i] + x[i]", () -> neighbours(x, out)),
            profiler.measure("out[2i] = x[2i] + x[2i]", () -> everySecond(x, out)),
            profiler.measure("out[i] = out[i-1] + x[i]", () -> running(x, out)),
            profiler.measure("sum += x[i]", () -> Sink.keep(sum(x))),
            profiler.measure("four sums, then one", () -> Sink.keep(fourSums(x))),
        };
    }

    private static void neighbours(float[] x, float[] out) {
        for (int i = 0; i < N; i++) {
            out[i] = x[i] + x[i];
        }
    }

    private static void everySecond(float[] x, float[] out) {
        for (int i = 0; i < N * STEP; i += STEP) {
            out[i] = x[i] + x[i];
        }
    }

    private static void running(float[] x, float[] out) {
        out[0] = x[0];
        for (int i = 1; i < N; i++) {
            out[i] = out[i - 1] + x[i];
        }
    }

    private static float sum(float[] x) {
        float sum = 0;
        for (int i = 0; i < N; i++) {
            sum += x[i];
        }
        return sum;
    }

    private static float fourSums(float[] x) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < N; i += 4) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
        }
        return a + b + c + d;
    }
}
