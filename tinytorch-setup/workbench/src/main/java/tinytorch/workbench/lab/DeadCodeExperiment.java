package tinytorch.workbench.lab;

import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** A result that nobody uses is not computed: the same loop with its sum thrown away and with its sum kept. */
final class DeadCodeExperiment {

    private DeadCodeExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Dead code: sum of n square roots", "n", "sum thrown away", "sum kept", "for each root");
        for (int n : new int[] {100, 1000, 10_000}) {
            Measurement dropped = profiler.measure("dropped", () -> {
                sumOfRoots(n);
            });
            Measurement kept = profiler.measure("kept", () -> Sink.keep(sumOfRoots(n)));
            table.row(n, Format.seconds(dropped.seconds()), Format.seconds(kept.seconds()), Format.seconds(kept.seconds() / n));
        }
        return table;
    }

    private static double sumOfRoots(int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.sqrt(i);
        }
        return sum;
    }
}
