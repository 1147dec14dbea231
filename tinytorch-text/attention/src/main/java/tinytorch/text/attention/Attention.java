package tinytorch.text.attention;

import tinytorch.nn.activation.Softmax;
import tinytorch.tensor.Tensor;

/** Scaled dot-product attention, as {@code torch.nn.functional.scaled_dot_product_attention}. (Vaswani et al., "Attention Is All You Need", 2017.) */
public final class Attention {
    private Attention() {
    }

    /**
     * {@code softmax(q k^T / sqrt(d), where allowed) v}: every query takes a mean of the values, weighted by how well its key fits.
     *
     * @param query   (..., T, d)
     * @param key     (..., S, d)
     * @param value   (..., S, e)
     * @param allowed 1 where a query may look at a key, 0 elsewhere; broadcast to (..., T, S); {@code null} if all may
     * @return (..., T, e)
     */
    public static Tensor attend(Tensor query, Tensor key, Tensor value, Tensor allowed) {
        // tito:begin attention.scores
        return weights(query, key, allowed).matmul(value);
        // tito:end
    }

    /** {@code softmax(q k^T / sqrt(d), where allowed)}: how much each query looks at each key; every row sums to 1. */
    public static Tensor weights(Tensor query, Tensor key, Tensor allowed) {
        // tito:begin attention.scores
        float scale = (float) (1 / Math.sqrt(query.dim(-1)));
        Tensor scores = query.matmul(key.transpose()).mul(scale);
        Tensor masked = allowed == null ? scores : Tensor.where(allowed, scores, Tensor.scalar(Float.NEGATIVE_INFINITY));
        return Tensor.apply(new Softmax(-1), masked);
        // tito:end
    }
}
