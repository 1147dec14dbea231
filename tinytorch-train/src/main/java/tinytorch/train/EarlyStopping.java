package tinytorch.train;

import java.util.Map;

import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;

/**
 * Ends a training that has stopped getting better, and gives back the network of its best epoch (Prechelt, "Early Stopping - But
 * When?", 1998).
 *
 * <p>After each epoch one value of the history is looked at. It is better if it beats the best so far by more than
 * {@code minDelta}. After {@code patience} epochs in a row that were not better the training ends.
 */
public final class EarlyStopping {
    private final String value;
    private final boolean largerIsBetter;
    private final int patience;
    private final double minDelta;
    private double best = Double.NaN;
    private int bestEpoch;
    private int waited;
    private Map<String, Tensor> bestState = Map.of();

    private EarlyStopping(String value, boolean largerIsBetter, int patience, double minDelta) {
        if (patience < 1 || !(minDelta >= 0)) {
            throw new IllegalArgumentException("EarlyStopping: patience is 1 or more and the smallest difference 0 or more, got "
                    + patience + " and " + minDelta + ".");
        }
        this.value = value;
        this.largerIsBetter = largerIsBetter;
        this.patience = patience;
        this.minDelta = minDelta;
    }

    /** Smaller is better: {@code onSmallest("validation loss", 3)}. */
    public static EarlyStopping onSmallest(String value, int patience) {
        return new EarlyStopping(value, false, patience, 0);
    }

    /** Larger is better: {@code onLargest("validation accuracy", 3)}. */
    public static EarlyStopping onLargest(String value, int patience) {
        return new EarlyStopping(value, true, patience, 0);
    }

    /** Smaller differences than this are no improvement. */
    public EarlyStopping minDelta(double difference) {
        return new EarlyStopping(value, largerIsBetter, patience, difference);
    }

    /** The name of the value that is looked at. */
    public String value() {
        return value;
    }

    /** The best value so far; NaN before the first. */
    public double best() {
        return best;
    }

    /** In which epoch it was, from 1; 0 before the first. */
    public int bestEpoch() {
        return bestEpoch;
    }

    /** Looks at an epoch that is done. */
    void observe(EpochRecord epoch, Layer network) {
        if (!epoch.values().containsKey(value)) {
            throw new IllegalArgumentException("EarlyStopping: there is no \"" + value + "\" in an epoch, only " + epoch.values().keySet()
                    + ". Give fit validation data, and the trainer the metric.");
        }
        observe(epoch.epoch(), epoch.value(value), network);
    }

    /**
     * Looks at the value of an epoch. The first one that is a number is the best so far; a later one is better if
     * {@code value < best - minDelta}, or {@code value > best + minDelta} where larger is better. Better: note value and epoch,
     * begin to wait anew, and keep a <em>copy</em> of the network's state ({@link Snapshot#copy}), as training goes on changing the
     * network's own tensors. Not better, or NaN: one more epoch waited.
     *
     * <p>Worked example: losses 5, 3, 4, 2, 2, 2 with patience 2 and minDelta 0: best are 5, 3, then 2 in epoch 4; after epoch 6 it
     * is {@link #over}.
     */
    void observe(int epoch, double now, Layer network) {
        // tito:begin train.early-stopping
        boolean better = largerIsBetter ? now > best + minDelta : now < best - minDelta;
        if (better || bestEpoch == 0 && !Double.isNaN(now)) {
            best = now;
            bestEpoch = epoch;
            waited = 0;
            bestState = Snapshot.copy(network.stateDict());
        } else {
            waited++;
        }
        // tito:end
    }

    /** Whether the patience is over: so many epochs in a row were not better. */
    boolean over() {
        // tito:begin train.early-stopping
        return waited >= patience;
        // tito:end
    }

    /** Gives the network the state of its best epoch; without one it stays as it is. */
    void restoreBest(Layer network) {
        // tito:begin train.early-stopping
        if (bestEpoch > 0) {
            network.loadStateDict(bestState);
        }
        // tito:end
    }

    /** Adds all that is needed to go on to a snapshot. */
    void save(Snapshot into) {
        into.text("early.best", Double.toString(best));
        into.text("early.best_epoch", Integer.toString(bestEpoch));
        into.text("early.waited", Integer.toString(waited));
        into.tensors("best.", bestState);
    }

    /** Goes on from a snapshot. */
    void load(Snapshot from) {
        best = Double.parseDouble(from.text("early.best"));
        bestEpoch = Integer.parseInt(from.text("early.best_epoch"));
        waited = Integer.parseInt(from.text("early.waited"));
        bestState = Snapshot.copy(from.tensors("best."));
    }
}
