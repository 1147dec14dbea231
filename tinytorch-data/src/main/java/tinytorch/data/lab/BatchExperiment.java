package tinytorch.data.lab;

import java.util.stream.IntStream;

import tinytorch.data.Collation;
import tinytorch.data.GeneratedPictures;
import tinytorch.data.ImageDataset;
import tinytorch.data.Sampler;
import tinytorch.data.SplitMix;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/** Two ways to make a batch of pictures, by its size, and what the order costs. */
final class BatchExperiment {
    private static final int PICTURES = 2_000;

    private BatchExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("A batch of pictures from bytes in memory, for each picture", "pictures", "one by one, stacked", "allocated",
                "straight into the batch", "allocated");
        ImageDataset pictures = GeneratedPictures.of(1, PICTURES);
        int[] order = Sampler.shuffle(PICTURES, new SplitMix(1));
        for (int size : new int[] {1, 16, 128, 1024}) {
            int[] indices = IntStream.range(0, size).map(i -> order[i]).toArray();
            Measurement single = profiler.measure("stacked", () -> Collation.STACK.collate(IntStream.of(indices).mapToObj(pictures::get).toList()));
            Measurement bulk = profiler.measure("bulk", () -> pictures.batch(indices));
            table.row(size, Format.seconds(single.seconds() / size), Format.bytes(single.allocatedBytes() / size),
                    Format.seconds(bulk.seconds() / size), Format.bytes(bulk.allocatedBytes() / size));
        }
        return table;
    }
}
