package tinytorch.train;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * The scores of a batch, checked and as plain arrays: what the metrics of a classification read.
 *
 * @param values  the scores, row after row
 * @param targets the true class of every row; negative for an example that does not count
 * @param classes scores in a row
 */
record Scores(float[] values, int[] targets, int classes) {

    /** Checks shapes and classes; {@code metric} is named in messages. */
    static Scores of(String metric, Tensor predictions, Tensor targets) {
        if (predictions.rank() != 2 || targets.rank() != 1 || targets.dim(0) != predictions.dim(0) || predictions.dim(1) == 0) {
            throw new ShapeException(metric, "predictions must be (N, C) and targets (N,)", predictions.shape(), targets.shape(),
                    "Left are the scores, right the classes: one row and one whole number for each example.");
        }
        float[] given = targets.toArray();
        int[] numbers = new int[given.length];
        for (int n = 0; n < given.length; n++) {
            numbers[n] = (int) given[n];
            if (numbers[n] != given[n] || numbers[n] >= predictions.dim(1)) {
                throw new IllegalArgumentException(metric + ": class " + given[n] + " of example " + n + " must be a whole number below "
                        + predictions.dim(1) + ". Predictions " + predictions.shape() + ", targets " + targets.shape() + ".");
            }
        }
        return new Scores(predictions.toArray(), numbers, predictions.dim(1));
    }
}
