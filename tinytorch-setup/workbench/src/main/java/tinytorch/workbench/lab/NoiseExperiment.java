package tinytorch.workbench.lab;

import java.util.Arrays;

import tinytorch.workbench.Format;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Statistics;
import tinytorch.workbench.Table;

/** The same warm work timed 4000 times: what other programs, the collector and the operating system do to single timings. */
final class NoiseExperiment {
    private static final int WARM_UP = 4000;
    private static final int CALLS = 4000;

    private NoiseExperiment() {
    }

    static Table table() {
        float[] values = new float[20_000];
        double[] seconds = new double[CALLS];
        for (int call = -WARM_UP; call < CALLS; call++) {
            long start = System.nanoTime();
            scale(values);
            double took = (System.nanoTime() - start) / 1e9;
            if (call >= 0) {
                seconds[call] = took;
            }
        }
        Sink.keep(values);
        Statistics statistics = Statistics.of(seconds);
        double mean = Arrays.stream(seconds).average().orElseThrow();
        Table table = new Table("Noise: 20,000 multiplications, timed 4000 times when warm", "statistic", "time", "against the median");
        row(table, "smallest", statistics.min(), statistics);
        row(table, "lower quartile", statistics.q1(), statistics);
        row(table, "median", statistics.median(), statistics);
        row(table, "upper quartile", statistics.q3(), statistics);
        row(table, "mean", mean, statistics);
        row(table, "largest", statistics.max(), statistics);
        return table;
    }

    private static void row(Table table, String name, double seconds, Statistics statistics) {
        table.row(name, Format.seconds(seconds), Format.times(seconds / statistics.median()));
    }

    private static void scale(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] * 0.999f + 1;
        }
    }
}
