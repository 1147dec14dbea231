package tinytorch.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far a training has come: where it is, what the epoch under way has given so far, and what the epochs before gave. */
final class Progress {
    private final List<EpochRecord> history = new ArrayList<>();
    private int epoch;
    private int batch;
    private int batches;
    private long step;
    private double lossSum;
    private double lossWeight;
    private long examples;
    private double seconds;

    /** Epochs that are done. */
    int epoch() {
        return epoch;
    }

    /** Batches of the epoch under way that are done. */
    int batch() {
        return batch;
    }

    /** Batches that the epoch under way has. */
    int batches() {
        return batches;
    }

    /** Optimisation steps that are done, in all epochs. */
    long step() {
        return step;
    }

    /** Examples of the epoch under way that were learned from. */
    long examples() {
        return examples;
    }

    /** Seconds that the epoch under way has taken. */
    double seconds() {
        return seconds;
    }

    /** The epochs that are done. */
    History history() {
        return new History(history);
    }

    /**
     * An epoch of so many batches begins, or goes on.
     *
     * @throws TrainingException if there are none, or it was begun with another number of batches: those to skip would be others
     */
    void enterEpoch(int batchesOfLoader) {
        if (batchesOfLoader == 0) {
            throw new TrainingException("Epoch " + (epoch + 1) + ": the loader has no batches. With dropLast it needs at least one full one.");
        }
        if (batch > 0 && batches != batchesOfLoader) {
            throw new TrainingException("Epoch " + (epoch + 1) + " was interrupted after batch " + batch + " of " + batches
                    + ", but this loader has " + batchesOfLoader + " batches an epoch. Go on with the batch size and the data it was begun with.");
        }
        batches = batchesOfLoader;
    }

    /** More time has passed. */
    void addSeconds(double more) {
        seconds += more;
    }

    /**
     * Counts an optimisation step.
     *
     * @param loss    the mean loss of its examples
     * @param weight  over how many terms that mean goes
     * @param parts   batches it took
     * @param learned examples in them
     */
    void addStep(double loss, double weight, int parts, int learned) {
        step++;
        batch += parts;
        examples += learned;
        lossSum += loss * weight;
        lossWeight += weight;
    }

    /**
     * The mean loss of the epoch under way, over all its terms: not the mean of the steps' means, in which the few examples of a
     * short last batch would count as much as those of a full one.
     *
     * <p>Worked example: steps with losses 2 and 6 on 3 examples and 1: {@code (3 * 2 + 1 * 6) / 4 = 3}.
     */
    double meanLoss() {
        // tito:begin train.history
        return lossSum / lossWeight;
        // tito:end
    }

    /**
     * Ends the epoch under way: it goes into the history under the number {@code epoch + 1}, with {@link #meanLoss} as
     * {@code "train loss"} and each validation result as {@code "validation " + name}, in this order; then the counts of the epoch
     * (batch, examples, seconds, both sums) start anew. The count of steps goes on.
     */
    EpochRecord endEpoch(double learningRate, Map<String, Double> validation) {
        // tito:begin train.history
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("train loss", meanLoss());
        validation.forEach((name, value) -> values.put("validation " + name, value));
        EpochRecord done = new EpochRecord(epoch + 1, step, learningRate, examples, seconds, values);
        history.add(done);
        epoch++;
        batch = 0;
        examples = 0;
        seconds = 0;
        lossSum = 0;
        lossWeight = 0;
        return done;
        // tito:end
    }

    /** Adds all to a snapshot. {@link Double#toString} writes a number so that reading it gives the same bits. */
    void save(Snapshot into) {
        into.text("epoch", Integer.toString(epoch));
        into.text("batch", Integer.toString(batch));
        into.text("batches", Integer.toString(batches));
        into.text("step", Long.toString(step));
        into.text("loss_sum", Double.toString(lossSum));
        into.text("loss_weight", Double.toString(lossWeight));
        into.text("examples", Long.toString(examples));
        into.text("seconds", Double.toString(seconds));
        into.text("history", history().csv());
    }

    /** Goes on from a snapshot; one that is incomplete changes nothing. */
    void load(Snapshot from) {
        History saved = History.parse(from.text("history"));
        epoch = Integer.parseInt(from.text("epoch"));
        batch = Integer.parseInt(from.text("batch"));
        batches = Integer.parseInt(from.text("batches"));
        step = Long.parseLong(from.text("step"));
        lossSum = Double.parseDouble(from.text("loss_sum"));
        lossWeight = Double.parseDouble(from.text("loss_weight"));
        examples = Long.parseLong(from.text("examples"));
        seconds = Double.parseDouble(from.text("seconds"));
        history.clear();
        history.addAll(saved.epochs());
    }
}
