package tinytorch.data.lab;

import tinytorch.data.Batch;
import tinytorch.data.DataLoader;
import tinytorch.data.Dataset;
import tinytorch.data.GeneratedPictures;
import tinytorch.data.Transform;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** What is left of the time to make batches when they are made ahead. */
final class PrefetchExperiment {
    private static final int BATCH = 64;
    private static final int BATCHES = 40;
    private static final double STEP_SECONDS = 0.004;
    private static final long WAIT_MILLIS = 12;
    private static final int[] AHEAD = {0, 1, 2, 4};

    private PrefetchExperiment() {
    }

    static Table table() {
        Table table = new Table("An epoch of " + BATCHES + " batches of " + BATCH + " pictures, a training step of " + Format.seconds(STEP_SECONDS) + " each",
                "making a batch", "alone", "0 ahead", "1 ahead", "2 ahead", "4 ahead");
        Dataset dataset = GeneratedPictures.of(1, BATCH * BATCHES);
        DataLoader loader = DataLoader.of(dataset).batchSize(BATCH).shuffle(1);
        row(table, "bytes to floats", loader);
        row(table, "and noise", loader.transform(noise()));
        row(table, "and a wait of " + WAIT_MILLIS + " ms", loader.transform(waiting()));
        return table;
    }

    private static void row(Table table, String what, DataLoader loader) {
        epoch(loader, 0);
        Object[] row = new Object[AHEAD.length + 2];
        row[0] = what;
        row[1] = Format.seconds(epoch(loader, 0));
        for (int i = 0; i < AHEAD.length; i++) {
            row[i + 2] = Format.seconds(epoch(loader.prefetch(AHEAD[i]), STEP_SECONDS));
        }
        table.row(row);
    }

    private static double epoch(DataLoader loader, double step) {
        long start = System.nanoTime();
        for (Batch batch : loader) {
            Sink.keep(batch);
            work(step);
        }
        Sink.clear();
        return (System.nanoTime() - start) / 1e9;
    }

    /** A training step of known length that keeps one core busy. */
    private static void work(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Work for the processor: a random number for every pixel. */
    private static Transform noise() {
        return (input, random) -> {
            float[] pixels = input.toArray();
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] += 0.1f * (random.nextFloat() - 0.5f);
            }
            return Tensor.wrap(pixels, input.dims());
        };
    }

    /** What a slow disk or a network is like: the first picture of every batch is waited for, and nobody computes. */
    private static Transform waiting() {
        return (input, random) -> {
            if (random.nextInt(BATCH) == 0) {
                try {
                    Thread.sleep(WAIT_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return input;
        };
    }
}
