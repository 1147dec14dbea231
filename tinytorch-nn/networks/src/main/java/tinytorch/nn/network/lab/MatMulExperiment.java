package tinytorch.nn.network.lab;

import java.util.SplittableRandom;

import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/**
 * Time of an n x n product as n doubles, and the power of n that fits the measurements best.
 *
 * @param table    the measurements
 * @param exponent the slope of log(time) over log(n)
 */
record MatMulExperiment(Table table, double exponent) {
    private static final int[] SIZES = {32, 64, 128, 256, 512};

    static MatMulExperiment run(Profiler profiler) {
        double[] seconds = new double[SIZES.length];
        Table table = new Table("Product of two n x n matrices: 2 n^3 operations", "n", "time", "rate", "times the one before");
        for (int i = 0; i < SIZES.length; i++) {
            int n = SIZES[i];
            Tensor a = Tensor.randn(new SplittableRandom(1), n, n);
            Tensor b = Tensor.randn(new SplittableRandom(2), n, n);
            Measurement m = profiler.measure("matmul", () -> a.matmul(b));
            seconds[i] = m.seconds();
            table.row(n, Format.seconds(m.seconds()), Format.rate(2.0 * n * n * n, m.seconds(), "FLOP"),
                    i == 0 ? "-" : Digits.three(seconds[i] / seconds[i - 1]));
        }
        return new MatMulExperiment(table, slope(seconds));
    }

    String conclusion() {
        return "Fitted to all five: time grows as n^" + Digits.three(exponent) + ". Doubling n makes 4 times the numbers and 8 times the work.\n";
    }

    /** The slope of log(seconds) over log(n) by least squares. */
    private static double slope(double[] seconds) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < SIZES.length; i++) {
            meanX += Math.log(SIZES[i]) / SIZES.length;
            meanY += Math.log(seconds[i]) / SIZES.length;
        }
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < SIZES.length; i++) {
            double x = Math.log(SIZES[i]) - meanX;
            xy += x * (Math.log(seconds[i]) - meanY);
            xx += x * x;
        }
        return xy / xx;
    }
}
