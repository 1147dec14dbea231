package tinytorch.tensor.lab;

import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** A bias added to every row: read n times through a stride of 0, or first copied n times into a matrix. */
final class BroadcastExperiment {
    private BroadcastExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Broadcasting against materialising: (n, 256) + (256,)", "n", "broadcast", "allocated", "copied out first", "allocated", "copied / broadcast");
        for (int n : new int[] {1, 32, 1024, 4096}) {
            Tensor x = Tensor.ones(n, 256);
            Tensor bias = Tensor.ones(256);
            Measurement broadcast = profiler.measure("broadcast", () -> Sink.keep(x.add(bias)));
            Measurement copied = profiler.measure("copied", () -> Sink.keep(x.add(bias.expand(n, 256).copy())));
            table.row(n, Format.seconds(broadcast.seconds()), Format.bytes(broadcast.allocatedBytes()),
                    Format.seconds(copied.seconds()), Format.bytes(copied.allocatedBytes()), Format.times(broadcast.speedup(copied)));
        }
        return table;
    }
}
