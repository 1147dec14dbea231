package tinytorch.text.attention;

import tinytorch.nn.Dropout;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Scaled dot-product attention, as {@code torch.nn.functional.scaled_dot_product_attention}. (Vaswani and others, "Attention Is All You Need", 2017.)
 *
 * <pre>
 * query     (..., T, d)     what T tokens look for
 * key       (..., S, d)     what S tokens have to offer
 * value     (..., S, e)     what they give
 * allowed   broadcast to (..., T, S): 0 where a query may not look at a key; null if all may ({@link Masks})
 * output    (..., T, e)
 * </pre>
 *
 * Axes in front are batches and heads. The products of all of them are one call of {@link Tensor#matmul}, on views: nothing is copied.
 */
public final class Attention {
    private Attention() {
    }

    /** {@code softmax(query key^T / sqrt(d), where allowed) value}: every query takes a mean of the values, weighted by how well its key fits. */
    public static Tensor attend(Tensor query, Tensor key, Tensor value, Tensor allowed) {
        return attend(query, key, value, allowed, null);
    }

    /**
     * The {@link #weights}, with some of them dropped, times the values. Dropping comes after the softmax, so a row that loses a weight
     * does not sum to 1 any more; it does on average.
     *
     * @param dropout {@code null} for none
     * @throws ShapeException if there are not as many values as keys, or as for {@link #weights}
     */
    public static Tensor attend(Tensor query, Tensor key, Tensor value, Tensor allowed, Dropout dropout) {
        if (key.rank() < 2 || value.rank() < 2 || key.dim(-2) != value.dim(-2)) {
            throw new ShapeException("attention", "every key (..., S, d) needs a value (..., S, e)", key.shape(), value.shape(),
                    "Left are the keys, right the values: their second last axes must be equal.");
        }
        // tito:begin attention.scores
        Tensor weights = weights(query, key, allowed);
        return (dropout == null ? weights : dropout.forward(weights)).matmul(value);
        // tito:end
    }

    /**
     * {@code softmax(query key^T / sqrt(d), where allowed)}: how much each query looks at each key. A row sums to 1, or, where it may look at no key,
     * is 0.
     *
     * <p>The scale is there because a sum of d products of independent numbers of variance 1 has the variance d: at d = 64 scores of +-16 would be
     * common, the softmax would choose one key and its gradient would vanish. Scale the queries, T d numbers, not the scores, T S numbers. Then
     * {@link MaskedSoftmax#of}.
     *
     * <p>Worked example: a query [2, 0] and keys [ln 4, 5], [0, 7] with d = 2: the products 2 ln 4 and 0, divided by sqrt(2), are 1.96 and 0, so the
     * weights are 0.877 and 0.123.
     *
     * @return (..., T, S)
     * @throws ShapeException if queries and keys are not equally long, their batches can't be broadcast or the mask does not fit
     */
    public static Tensor weights(Tensor query, Tensor key, Tensor allowed) {
        if (query.rank() < 2 || key.rank() < 2 || query.dim(-1) != key.dim(-1)) {
            throw new ShapeException("attention", "queries (..., T, d) and keys (..., S, d) must have the same length d", query.shape(), key.shape(),
                    "Left are the queries, right the keys: not transposed, one row a token.");
        }
        checkBatches(query, key);
        // tito:begin attention.scores
        float scale = (float) (1 / Math.sqrt(query.dim(-1)));
        return MaskedSoftmax.of(query.mul(scale).matmul(key.transpose()), allowed);
        // tito:end
    }

    private static void checkBatches(Tensor query, Tensor key) {
        for (int axis = 3; axis <= Math.min(query.rank(), key.rank()); axis++) {
            int queries = query.dim(-axis);
            int keys = key.dim(-axis);
            if (queries != keys && queries != 1 && keys != 1) {
                throw new ShapeException("attention", "batches and heads must be equal, or 1", query.shape(), key.shape(),
                        "Left are the queries, right the keys.");
            }
        }
    }
}
