package tinytorch.nn.spatial.lab;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.Convolution;
import tinytorch.nn.spatial.Window;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/**
 * Time of a convolution of N x N pixels with K x K kernels from C to C channels, as one of the three grows. The formula says
 * {@code 2 N^2 K^2 C^2} operations an image. The time is the shortest of several: other programs only make it longer.
 *
 * @param what     grows: N, K or C
 * @param table    the measurements
 * @param exponent the power of it that fits best
 */
record CostExperiment(String what, Table table, double exponent) {
    private static final int IMAGES = 8;

    /** A size of everything. */
    private record Setting(int n, int k, int c) {
        double operations() {
            return 2.0 * IMAGES * n * n * k * k * c * c;
        }
    }

    static List<CostExperiment> all(Profiler profiler) {
        return List.of(
                run(profiler, "N", new int[] {8, 16, 32}, n -> new Setting(n, 3, 16)),
                run(profiler, "K", new int[] {1, 3, 5, 7}, k -> new Setting(16, k, 16)),
                run(profiler, "C", new int[] {8, 16, 32, 64}, c -> new Setting(16, 3, c)));
    }

    private static CostExperiment run(Profiler profiler, String what, int[] sizes, IntFunction<Setting> settings) {
        Table table = new Table("Convolution of " + IMAGES + " images as " + what + " grows",
                "N", "K", "C", "operations", "time", "rate", "time x", "formula x");
        double[] seconds = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            Setting setting = settings.apply(sizes[i]);
            Window window = Window.of(setting.k()).padding(setting.k() / 2);
            Conv2d layer = new Conv2d(setting.c(), setting.c(), Convolution.square(window), false, new SplittableRandom(1));
            Tensor x = Tensor.randn(new SplittableRandom(2), IMAGES, setting.c(), setting.n(), setting.n());
            seconds[i] = profiler.measure("forward", () -> layer.forward(x)).wall().min();
            table.row(setting.n(), setting.k(), setting.c(), Format.count(setting.operations()), Format.seconds(seconds[i]),
                    Format.rate(setting.operations(), seconds[i], "FLOP"), i == 0 ? "-" : Format.times(seconds[i] / seconds[i - 1]),
                    i == 0 ? "-" : Format.times(setting.operations() / settings.apply(sizes[i - 1]).operations()));
        }
        return new CostExperiment(what, table, slope(sizes, seconds));
    }

    String conclusion() {
        return String.format(Locale.ROOT, "Fitted: time grows as %s^%.2f; the formula says %s^2.%n", what, exponent, what);
    }

    /** The slope of log(seconds) over log(size) by least squares. */
    private static double slope(int[] sizes, double[] seconds) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < sizes.length; i++) {
            meanX += Math.log(sizes[i]) / sizes.length;
            meanY += Math.log(seconds[i]) / sizes.length;
        }
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < sizes.length; i++) {
            double x = Math.log(sizes[i]) - meanX;
            xy += x * (Math.log(seconds[i]) - meanY);
            xx += x * x;
        }
        return xy / xx;
    }
}
