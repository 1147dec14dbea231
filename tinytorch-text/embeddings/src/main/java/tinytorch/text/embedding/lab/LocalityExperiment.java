package tinytorch.text.embedding.lab;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import tinytorch.tensor.Tensor;
import tinytorch.text.embedding.Lookup;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/**
 * The same number of rows, looked up in ascending order, in random order, and as frequent as words are. Every call looks up the next batch: the same one
 * again and again would soon lie in the cache, however large the table is. One thread, and its processor time: waiting for memory counts, other programs don't.
 */
final class LocalityExperiment {
    private static final int DIM = 64;
    private static final int BATCH = 1_024;
    private static final int BATCHES = 256;

    private LocalityExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Processor time of a row of " + DIM + " numbers by the order of the ids, " + BATCHES + " batches of " + BATCH,
                "rows", "table", "sorted", "Zipf", "random", "random / sorted", "rate, random");
        for (int count : new int[] {1_024, 16_384, 262_144, 1_048_576}) {
            Tensor weight = Tensor.ones(count, DIM);
            float[] random = new float[BATCH * BATCHES];
            SplittableRandom source = new SplittableRandom(1);
            for (int i = 0; i < random.length; i++) {
                random[i] = source.nextInt(count);
            }
            float[] sorted = random.clone();
            Arrays.sort(sorted);
            double inOrder = seconds(profiler, weight, sorted);
            double zipf = seconds(profiler, weight, new Zipf(count).draw(random.length, new SplittableRandom(2)));
            double anyOrder = seconds(profiler, weight, random);
            table.row(count, Format.bytes(4.0 * count * DIM), Format.seconds(inOrder), Format.seconds(zipf), Format.seconds(anyOrder),
                    Format.times(anyOrder / inOrder), Format.rate(4.0 * DIM, anyOrder, "B"));
        }
        return table;
    }

    /** Processor seconds for one row. */
    private static double seconds(Profiler profiler, Tensor weight, float[] ids) {
        Tensor all = Tensor.wrap(ids, BATCHES, BATCH);
        Lookup lookup = new Lookup();
        Measurement time = profiler.measure("lookups", (Runnable) () -> {
            for (int b = 0; b < BATCHES; b++) {
                Sink.keep(lookup.forward(List.of(all.select(0, b), weight)));
            }
        });
        return time.cpuSeconds() / ids.length;
    }
}
