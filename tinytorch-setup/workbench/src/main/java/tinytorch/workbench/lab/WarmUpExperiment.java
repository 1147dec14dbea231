package tinytorch.workbench.lab;

import java.util.Arrays;

import tinytorch.workbench.Format;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Statistics;
import tinytorch.workbench.Table;

/** The same loop, 100,000 times, from its very first call: interpreted at first, compiled later. */
final class WarmUpExperiment {
    private static final int CALLS = 100_000;
    private static final int LENGTH = 1000;

    private WarmUpExperiment() {
    }

    static Table table() {
        float[] values = new float[LENGTH];
        Arrays.fill(values, 0.5f);
        double[] seconds = new double[CALLS];
        for (int call = 0; call < CALLS; call++) {
            long start = System.nanoTime();
            float sum = sumOfSquares(values);
            seconds[call] = (System.nanoTime() - start) / 1e9;
            Sink.keep(sum);
        }
        Table table = new Table("Warm-up: sum of 1000 squares, from the first call on", "calls", "median time", "for each number", "against the first");
        int from = 0;
        for (int to = 1; to <= CALLS; to *= 10) {
            double median = Statistics.of(Arrays.copyOfRange(seconds, from, to)).median();
            table.row(to == 1 ? "1" : (from + 1) + " to " + to, Format.seconds(median), Format.seconds(median / LENGTH), Format.times(seconds[0] / median));
            from = to;
        }
        return table;
    }

    /** Used nowhere else, so that it is cold when the experiment starts. */
    private static float sumOfSquares(float[] values) {
        float sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }
}
