package tinytorch.text.attention;

import java.util.Arrays;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.UnaryOp;

/** Attention of one head, block by block, with memory for one block of weights. One object serves the heads of a thread, one after the other. */
final class LeanForward {
    private static final UnaryOp EXP = new UnaryOp.Exp();

    private final Kernels kernels = Kernels.active();
    private final Sight sight;
    private final int block;
    private final float scale;
    /** Scores, then weights, of a block of queries (rows, {@code block} apart) and a block of keys. */
    private final float[] weights;
    /** What a block of keys adds to the outputs of a block of queries. */
    private final float[] part;
    /** For each query of a block the largest score so far, and the sum of exp(score - largest) so far. */
    private final float[] max;
    private final float[] sum;
    /** Room for the one number of a row: what it is multiplied with, and what its weights add up to. */
    private final float[] factor = new float[1];
    private final double[] added = new double[1];

    LeanForward(Sight sight, int block, float scale, int width) {
        this.sight = sight;
        this.block = block;
        this.scale = scale;
        this.weights = new float[block * block];
        this.part = new float[block * width];
        this.max = new float[block];
        this.sum = new float[block];
    }

    /** All blocks of queries of a head. Outputs, contiguous rows, begin at {@code out[outAt]} and are 0 before; {@code logs} gets a number a query. */
    void run(Head q, Head k, Head v, float[] out, int outAt, float[] logs, int logsAt) {
        for (int from = 0; from < q.rows(); from += block) {
            int n = Math.min(block, q.rows() - from);
            int at = outAt + from * v.columns();
            Arrays.fill(max, Float.NEGATIVE_INFINITY);
            Arrays.fill(sum, 0);
            accumulate(q, k, v, from, n, out, at);
            finish(n, v.columns(), out, at, logs, logsAt + from);
        }
    }

    /**
     * The queries from {@code from} on, {@code n} of them, meet all keys that the last of them sees, in blocks of at most {@code block} keys:
     *
     * <ol>
     * <li>scores: (n, d) times (d, keys) into {@link #weights}, whose rows are {@code block} apart. The keys are read transposed: row and column step
     *     exchanged.
     * <li>every row goes through {@link #absorb}; the output so far of that query is multiplied with the factor it gives.
     * <li>weights (n, keys) times values (keys, e) into {@link #part}, which is added to the outputs.
     * </ol>
     *
     * @param at where the n rows of the outputs begin
     */
    private void accumulate(Head q, Head k, Head v, int from, int n, float[] out, int at) {
        // tito:begin attention.lean
        int e = v.columns();
        int end = sight.end(from + n - 1);
        for (int j = 0; j < end; j += block) {
            int keys = Math.min(block, end - j);
            kernels.matmul(n, keys, q.columns(), q.data(), q.at(from), q.row(), q.column(), k.data(), k.at(j), k.column(), k.row(), weights, 0, block);
            for (int r = 0; r < n; r++) {
                factor[0] = absorb(r, Math.clamp(sight.end(from + r) - j, 0, keys), keys);
                kernels.binary(BinaryOp.MUL, e, out, at + r * e, 1, factor, 0, 0, out, at + r * e, 1);
            }
            kernels.matmul(n, e, keys, weights, 0, block, 1, v.data(), v.at(j), v.row(), v.column(), part, 0, e);
            kernels.binary(BinaryOp.ADD, n * e, out, at, 1, part, 0, 1, out, at, 1);
        }
        // tito:end
    }

    /**
     * Turns row r of {@link #weights}, {@code keys} scores not yet scaled of which the query sees the first {@code seen}, into
     * {@code exp(scale * score - m)}, where m is the largest score of this query up to now; what is not seen becomes 0.
     *
     * <p>If m is larger than it was ({@link #max}), everything that was added up so far was measured against too small a maximum, and must be multiplied
     * with {@code exp(old m - m)}: the sum here, the output by the caller. At first the old m is -infinity, and the factor 0.
     *
     * <p>Worked example, with scale 1: after a score of ln 2, so m = ln 2 and sum = 1, comes ln 8: the factor is 2 / 8, the weight 1, the sum
     * 1 * 2 / 8 + 1 = 1.25. And indeed (2 + 8) / 8 = 1.25.
     *
     * @return the factor; 1 if nothing of the row is seen, or if all scores up to now are -infinity, whose weights are 0
     */
    private float absorb(int r, int seen, int keys) {
        // tito:begin attention.lean
        int at = r * block;
        float old = max[r];
        for (int i = at; i < at + seen; i++) {
            weights[i] *= scale;
            max[r] = Math.max(max[r], weights[i]);
        }
        if (max[r] == Float.NEGATIVE_INFINITY) {
            Arrays.fill(weights, at, at + keys, 0);
            return 1;
        }
        kernels.binary(BinaryOp.SUB, seen, weights, at, 1, max, r, 0, weights, at, 1);
        kernels.unary(EXP, seen, weights, at, 1, weights, at, 1);
        Arrays.fill(weights, at + seen, at + keys, 0);
        added[0] = 0;
        kernels.reduce(Reduce.Kind.SUM, seen, weights, at, 1, added, 0, 0);
        float down = (float) Math.exp(old - max[r]);
        sum[r] = (float) (sum[r] * down + added[0]);
        return down;
        // tito:end
    }

    /**
     * Divides the outputs of n queries by their sums, and notes {@code max + ln(sum)}, the logarithm of the sum of exp(score). A query that saw nothing has
     * the sum 0: its output stays 0, and its logarithm is noted as +infinity, so that backward finds the weights exp(score - infinity) = 0.
     */
    private void finish(int n, int e, float[] out, int at, float[] logs, int logsAt) {
        // tito:begin attention.lean
        for (int r = 0; r < n; r++) {
            logs[logsAt + r] = sum[r] == 0 ? Float.POSITIVE_INFINITY : (float) (max[r] + Math.log(sum[r]));
            factor[0] = sum[r] == 0 ? 0 : 1 / sum[r];
            kernels.binary(BinaryOp.MUL, e, out, at + r * e, 1, factor, 0, 0, out, at + r * e, 1);
        }
        // tito:end
    }
}
