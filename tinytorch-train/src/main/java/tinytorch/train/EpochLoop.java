package tinytorch.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

import tinytorch.data.Batch;
import tinytorch.data.BatchIterator;
import tinytorch.data.DataLoader;

/**
 * The steps of an epoch.
 *
 * @param step       one step
 * @param accumulate batches for one step
 * @param progress   where the training is
 * @param beforeStep runs before every step: sets the learning rate
 * @param afterStep  runs after every step, with its loss
 * @param stop       asked after every step
 */
record EpochLoop(TrainingStep step, int accumulate, Progress progress, Runnable beforeStep, DoubleConsumer afterStep, BooleanSupplier stop) {

    /**
     * The rest of the epoch that {@link #progress} is in: the loader's batches of that epoch ({@link DataLoader#epoch}) from the
     * first one on that is not done yet ({@link DataLoader#from}), so that what was learned before an interruption is neither
     * learned again nor left out.
     *
     * <p>Batches are gathered until there are {@code accumulate} of them or the epoch has no more. Then: {@link #beforeStep},
     * {@link TrainingStep#run}, {@link #count} with its loss, {@link #afterStep}; and if {@link #stop} says so, the epoch ends
     * here. The iterator is closed in any case (try-with-resources), as it may be reading ahead.
     *
     * <p>Worked example: 7 batches with accumulate 3 make three steps, on 3, 3 and 1 batches.
     *
     * @return whether the epoch was not stopped
     */
    boolean run(DataLoader loader) {
        // tito:begin train.loop
        List<Batch> parts = new ArrayList<>();
        try (BatchIterator batches = loader.epoch(progress.epoch()).from(progress.batch()).iterator()) {
            while (batches.hasNext()) {
                parts.add(batches.next());
                if (parts.size() == accumulate || !batches.hasNext()) {
                    beforeStep.run();
                    double loss = step.run(parts);
                    count(parts, loss);
                    afterStep.accept(loss);
                    parts.clear();
                    if (stop.getAsBoolean()) {
                        return false;
                    }
                }
            }
        }
        return true;
        // tito:end
    }

    private void count(List<Batch> parts, double loss) {
        double weight = 0;
        int examples = 0;
        for (Batch part : parts) {
            weight += CountedLoss.weight(step.loss(), part);
            examples += part.size();
        }
        progress.addStep(loss, weight, parts.size(), examples);
    }
}
