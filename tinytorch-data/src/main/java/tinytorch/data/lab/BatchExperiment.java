package tinytorch.data.lab;

import java.util.SplittableRandom;

import tinytorch.data.DataLoader;
import tinytorch.data.Dataset;
import tinytorch.data.TensorDataset;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/** What a batch costs an example, by its size. */
final class BatchExperiment {
    private static final int EXAMPLES = 2048;

    private BatchExperiment() {
    }

    static Table table(Profiler profiler) {
        Tensor inputs = Tensor.randn(new SplittableRandom(1), EXAMPLES, 784);
        Dataset dataset = new TensorDataset(inputs, Tensor.zeros(EXAMPLES));
        Table table = new Table("An epoch of " + EXAMPLES + " examples of 784 numbers", "batch size", "batches", "time", "per example");
        for (int size : new int[] {1, 8, 64, 512}) {
            DataLoader loader = DataLoader.of(dataset).batchSize(size).shuffle(1);
            Measurement m = profiler.measure("epoch", () -> {
                float sum = 0;
                for (var batch : loader) {
                    sum += batch.inputs().data()[0];
                }
                return sum;
            });
            table.row(size, loader.batches(), Format.seconds(m.seconds()), Format.seconds(m.seconds() / EXAMPLES));
        }
        return table;
    }
}
