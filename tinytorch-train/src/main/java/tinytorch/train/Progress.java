package tinytorch.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far a training has come: where it is, what the epoch under way has given so far, and what the epochs before gave. */
final class Progress {
    /** Epochs that are done. */
    int epoch;
    /** Batches of the next epoch that are done. */
    int batch;
    /** Optimisation steps that are done. */
    long step;
    /** Sum of the losses of this epoch's steps, each times its weight. */
    double lossSum;
    /** Sum of those weights. */
    double lossWeight;
    /** Examples of this epoch that were learned from. */
    long examples;
    /** Seconds that this epoch has taken. */
    double seconds;
    /** The epochs that are done. */
    final List<EpochRecord> history = new ArrayList<>();

    /** Counts a step. */
    void addStep(double loss, double weight, int batches, int newExamples) {
        step++;
        batch += batches;
        lossSum += loss * weight;
        lossWeight += weight;
        examples += newExamples;
    }

    /** The mean loss of the epoch under way. */
    double meanLoss() {
        return lossSum / lossWeight;
    }

    /** Ends the epoch under way: it goes into the history, and all sums start anew. */
    EpochRecord endEpoch(double learningRate, Map<String, Double> validation) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("train loss", meanLoss());
        validation.forEach((name, value) -> values.put("validation " + name, value));
        EpochRecord done = new EpochRecord(epoch + 1, step, learningRate, examples, seconds, values);
        history.add(done);
        epoch++;
        batch = 0;
        lossSum = 0;
        lossWeight = 0;
        examples = 0;
        seconds = 0;
        return done;
    }

    History history() {
        return new History(history);
    }

    /** Adds all to a snapshot. */
    void save(Snapshot into) {
        into.text("epoch", Integer.toString(epoch));
        into.text("batch", Integer.toString(batch));
        into.text("step", Long.toString(step));
        into.text("loss_sum", Double.toString(lossSum));
        into.text("loss_weight", Double.toString(lossWeight));
        into.text("examples", Long.toString(examples));
        into.text("seconds", Double.toString(seconds));
        into.text("history", history().csv());
    }

    /** Goes on from a snapshot. */
    void load(Snapshot from) {
        epoch = Integer.parseInt(from.text("epoch"));
        batch = Integer.parseInt(from.text("batch"));
        step = Long.parseLong(from.text("step"));
        lossSum = Double.parseDouble(from.text("loss_sum"));
        lossWeight = Double.parseDouble(from.text("loss_weight"));
        examples = Long.parseLong(from.text("examples"));
        seconds = Double.parseDouble(from.text("seconds"));
        history.clear();
        history.addAll(History.parse(from.text("history")).epochs());
    }
}
