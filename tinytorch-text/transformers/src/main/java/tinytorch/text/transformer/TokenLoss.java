package tinytorch.text.transformer;

import tinytorch.nn.network.Loss;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.train.CountedLoss;
import tinytorch.train.CrossEntropyLoss;

/**
 * Cross-entropy over every token of a batch: a language model is a classifier with as many classes as tokens, asked at every place at once.
 * What {@code F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1))} is in nanoGPT.
 *
 * <pre>
 * logits     (B, T, V)     what may come after each token
 * targets    (B, T)        what came: the ids, one place further on in the text; or the ignored index (padding)
 * </pre>
 *
 * <p>A model that knows nothing has the loss log V; {@code exp(loss)} is called perplexity.
 *
 * @param rows the loss of one row a token, with its smoothing and its ignored index
 */
public record TokenLoss(CrossEntropyLoss rows) implements Loss, CountedLoss {

    /** Every token counts, without smoothing; the target -100 is ignored. */
    public TokenLoss() {
        this(new CrossEntropyLoss());
    }

    /**
     * The mean over all B * T tokens that are not ignored: {@link CrossEntropyLoss#value} of the logits as {@code (B * T, V)} and the targets as
     * {@code (B * T,)}.
     *
     * <p>Worked example: logits {@code [[[0, log 3], [0, 0]]]} and targets {@code [[1, 0]]}: {@code (-log(3/4) - log(1/2)) / 2 = 0.4904}.
     *
     * @return a scalar
     * @throws ShapeException if the targets do not have the shape of the logits without its last axis
     */
    @Override
    public Tensor value(Tensor logits, Tensor targets) {
        check(logits, targets);
        // tito:begin transformer.loss
        return rows.value(logits.reshape(-1, logits.dim(-1)), targets.reshape(-1));
        // tito:end
    }

    /** dL/dlogits, {@link CrossEntropyLoss#gradient} in the shape of the logits. */
    @Override
    public Tensor gradient(Tensor logits, Tensor targets) {
        check(logits, targets);
        // tito:begin transformer.loss
        return rows.gradient(logits.reshape(-1, logits.dim(-1)), targets.reshape(-1)).reshape(logits.dims());
        // tito:end
    }

    /** How many tokens count: with it a {@code Trainer} can put batches of different lengths together. */
    @Override
    public int count(Tensor targets) {
        return rows.count(targets);
    }

    private static void check(Tensor logits, Tensor targets) {
        int places = targets.rank();
        boolean fit = places >= 1 && logits.rank() == places + 1;
        for (int axis = 0; fit && axis < places; axis++) {
            fit = logits.dim(axis) == targets.dim(axis);
        }
        if (!fit) {
            throw new ShapeException("TokenLoss", "logits must be (B, T, V) and targets (B, T)", logits.shape(), targets.shape(),
                    "Left are the logits, right the targets: one id for each row of scores.");
        }
    }
}
