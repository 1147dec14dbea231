package tinytorch.workbench.lab;

import java.util.Arrays;

import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** What a new array costs (memory that is zeroed, filled once and collected later) against filling one that is there. */
final class AllocationExperiment {

    private AllocationExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Allocation: n floats set to 1, in a new array and in one that is used again",
                "n", "new array", "allocated", "used again", "allocated", "new / again");
        for (int n : new int[] {16, 1024, 65_536, 1_048_576}) {
            Measurement fresh = profiler.measure("new", () -> {
                float[] values = new float[n];
                Arrays.fill(values, 1);
                Sink.keep(values);
            });
            float[] kept = new float[n];
            Measurement again = profiler.measure("again", () -> {
                Arrays.fill(kept, 1);
                Sink.keep(kept);
            });
            table.row(n, Format.seconds(fresh.seconds()), Format.bytes(fresh.allocatedBytes()), Format.seconds(again.seconds()),
                    Format.bytes(again.allocatedBytes()), Format.times(again.speedup(fresh)));
        }
        Sink.clear();
        return table;
    }
}
