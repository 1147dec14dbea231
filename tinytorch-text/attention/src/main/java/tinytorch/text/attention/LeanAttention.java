package tinytorch.text.attention;

import java.util.List;

import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * {@link Attention} that never holds all weights: memory grows as T, not as T S. (Milakov and Gimelshein, "Online normalizer calculation for
 * softmax", 2018; Dao, Fu, Ermon, Rudra and Re, "FlashAttention: Fast and Memory-Efficient Exact Attention with IO-Awareness", 2022.)
 *
 * <p>It takes a block of queries and goes through the keys in blocks. The weights of a pair of blocks are computed, used and overwritten by the next.
 * A softmax needs the largest score and the sum of a whole row; here both are those <em>so far</em>, and what was added up is scaled down
 * whenever a larger score turns up ({@link LeanForward}). Backward computes the weights once more, from one number a query that forward has kept: the
 * logarithm of the sum of its exponentials ({@link LeanBackward}).
 *
 * <pre>
 *              keys   0     1     2
 * queries 0         [ 1 ] [   ] [   ]      causal: blocks above the diagonal are not even computed
 *         1         [ 2 ] [ 3 ] [   ]
 *         2         [ 4 ] [ 5 ] [ 6 ]      one block of weights is in memory at a time, for each thread
 * </pre>
 */
public final class LeanAttention implements DiffOp {
    private static final int BLOCK = 64;

    private final boolean causal;
    private final int block;
    /** The logarithm of the sum of exp(score), for each sequence, head and query: what forward keeps for backward. */
    private float[] logSums;

    LeanAttention(boolean causal, int block) {
        this(causal, block, null);
    }

    /** One whose forward has run already, and kept this. */
    LeanAttention(boolean causal, int block, float[] logSums) {
        this.causal = causal;
        this.block = block;
        this.logSums = logSums;
    }

    /**
     * The same as {@link Attention#attend(Tensor, Tensor, Tensor, Tensor)} with a causal mask or none, but for rounding.
     *
     * @param query  (B, H, T, d), a view or not
     * @param key    (B, H, S, d)
     * @param value  (B, H, S, e)
     * @param causal whether no query looks ahead: {@link Masks#causal}
     * @return (B, H, T, e)
     * @throws ShapeException if the shapes do not fit, or if causal and there are more queries than keys
     */
    public static Tensor attend(Tensor query, Tensor key, Tensor value, boolean causal) {
        return Tensor.apply(new LeanAttention(causal, BLOCK), query, key, value);
    }

    /** {@link LeanForward} for every head of every sequence. */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        Tensor query = inputs.get(0);
        Tensor key = inputs.get(1);
        Tensor value = inputs.get(2);
        check(query, key, value);
        int queries = query.dim(2);
        int size = queries * value.dim(3);
        int heads = query.dim(0) * query.dim(1);
        float[] out = new float[Math.multiplyExact(heads, size)];
        float[] logs = new float[heads * queries];
        Kernels.active().parallel(heads, (from, to) -> {
            LeanForward work = new LeanForward(new Sight(causal, queries, key.dim(2)), block, scale(query), value.dim(3));
            for (int i = from; i < to; i++) {
                work.run(Head.of(query, i), Head.of(key, i), Head.of(value, i), out, i * size, logs, i * queries);
            }
        });
        logSums = logs;
        return Tensor.wrap(out, query.dim(0), query.dim(1), queries, value.dim(3));
    }

    /** {@link LeanBackward} for every head of every sequence: all three gradients, as they share the weights. */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        Tensor query = inputs.get(0);
        Tensor key = inputs.get(1);
        Tensor value = inputs.get(2);
        List<Tensor> gradients = List.of(Tensor.zeros(query.dims()), Tensor.zeros(key.dims()), Tensor.zeros(value.dims()));
        Kernels.active().parallel(query.dim(0) * query.dim(1), (from, to) -> {
            LeanBackward work = new LeanBackward(new Sight(causal, query.dim(2), key.dim(2)), block, scale(query), Math.max(query.dim(3), value.dim(3)));
            for (int i = from; i < to; i++) {
                work.prepare(Head.of(gradOutput, i), Head.of(output, i), logSums, i * query.dim(2));
                work.run(Head.of(query, i), Head.of(key, i), Head.of(value, i), Head.of(gradOutput, i),
                        Head.of(gradients.get(0), i), Head.of(gradients.get(1), i), Head.of(gradients.get(2), i));
            }
        });
        return gradients;
    }

    float[] logSums() {
        return logSums;
    }

    private static float scale(Tensor query) {
        return (float) (1 / Math.sqrt(query.dim(3)));
    }

    private void check(Tensor query, Tensor key, Tensor value) {
        if (query.rank() != 4 || key.rank() != 4 || value.rank() != 4) {
            throw new ShapeException("LeanAttention: queries (B, H, T, d), keys (B, H, S, d) and values (B, H, S, e) have four axes, got "
                    + query.shape() + ", " + key.shape() + ", " + value.shape() + ". unsqueeze adds an axis of length 1.");
        }
        if (key.dim(0) != query.dim(0) || key.dim(1) != query.dim(1) || key.dim(3) != query.dim(3)) {
            throw new ShapeException("LeanAttention", "queries (B, H, T, d) and keys (B, H, S, d) must agree in B, H and d", query.shape(), key.shape(),
                    "Left are the queries, right the keys; nothing is broadcast here.");
        }
        if (value.dim(0) != key.dim(0) || value.dim(1) != key.dim(1) || value.dim(2) != key.dim(2)) {
            throw new ShapeException("LeanAttention", "every key (B, H, S, d) needs a value (B, H, S, e)", key.shape(), value.shape(),
                    "Left are the keys, right the values.");
        }
        if (causal && query.dim(2) > key.dim(2)) {
            throw new ShapeException("LeanAttention", "causal queries are the last of the keys' tokens, so there are at least as many keys",
                    query.shape(), key.shape(), "Left are the queries, right the keys.");
        }
    }

    @Override
    public String toString() {
        return "LeanAttention";
    }
}
