package tinytorch.train;

import tinytorch.tensor.Tensor;

/**
 * A number that says how good predictions are, gathered over batches: {@link #reset}, then {@link #add} for every batch, then
 * {@link #value}. A loss is made to be differentiated, a metric to be read.
 */
public interface Metric {

    /** What it is called in the history, as the name of a column: {@code accuracy}. */
    String name();

    /** Forgets all that was added. */
    void reset();

    /**
     * Adds a batch.
     *
     * @param predictions what the network gave, {@code (N, C)} for classes
     * @param targets     what it should have given, {@code (N,)} for classes
     */
    void add(Tensor predictions, Tensor targets);

    /** The number over all that was added; NaN if there was nothing. */
    double value();
}
