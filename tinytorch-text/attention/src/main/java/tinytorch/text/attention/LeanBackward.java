package tinytorch.text.attention;

import java.util.Arrays;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.UnaryOp;

/**
 * The gradients of attention of one head, block by block. With P the weights, G = dL/doutput, s the scale, and {@code dots} the sum of
 * {@code G * output} of every query:
 *
 * <pre>
 * dV = P^T G          dP = G V^T          dS = s P * (dP - dots)          dQ = dS K          dK = dS^T Q
 * </pre>
 *
 * <p>{@code dots} is what the gradient of a softmax takes away, {@code sum_j P_j dP_j}: as {@code dP_j = G . V_j} it is {@code G . sum_j P_j V_j}, and that
 * is known without any P.
 */
final class LeanBackward {
    private static final UnaryOp EXP = new UnaryOp.Exp();

    private final Kernels kernels = Kernels.active();
    private final Sight sight;
    private final int block;
    private final float scale;
    /** P and dS of a block of queries (rows, {@code block} apart) and a block of keys. */
    private final float[] weights;
    private final float[] gradients;
    /** What a pair of blocks adds to a gradient. */
    private final float[] part;
    /** For each query, what forward kept of its weights, and the sum of G * output. */
    private final float[] logs;
    private final float[] dots;
    /** Room for the one number that is added to a row. */
    private final float[] shift = new float[1];

    LeanBackward(Sight sight, int block, float scale, int width) {
        this.sight = sight;
        this.block = block;
        this.scale = scale;
        this.weights = new float[block * block];
        this.gradients = new float[block * block];
        this.part = new float[block * width];
        this.logs = new float[sight.queries()];
        this.dots = new float[sight.queries()];
    }

    /** Begins a head: its {@link #logs}, and {@link #dots} by {@link Kernels#dot}. */
    void prepare(Head g, Head output, float[] logSums, int logSumsAt) {
        // tito:begin attention.lean-backward
        System.arraycopy(logSums, logSumsAt, logs, 0, logs.length);
        for (int i = 0; i < dots.length; i++) {
            dots[i] = (float) kernels.dot(g.columns(), g.data(), g.at(i), g.column(), output.data(), output.at(i), output.column());
        }
        // tito:end
    }

    /** Every block of queries with every block of keys of which it sees something; the gradients are 0 before. */
    void run(Head q, Head k, Head v, Head g, Head gradQ, Head gradK, Head gradV) {
        for (int from = 0; from < q.rows(); from += block) {
            int n = Math.min(block, q.rows() - from);
            int end = sight.end(from + n - 1);
            for (int j = 0; j < end; j += block) {
                int keys = Math.min(block, end - j);
                weights(q, k, from, n, j, keys);
                add(transposed(weights), keys, n, g, from, gradV, j);
                kernels.matmul(n, keys, g.columns(), g.data(), g.at(from), g.row(), g.column(), v.data(), v.at(j), v.column(), v.row(), gradients, 0, block);
                scores(from, n, keys);
                add(new Head(gradients, 0, block, 1, n, keys), n, keys, k, j, gradQ, from);
                add(transposed(gradients), keys, n, q, from, gradK, j);
            }
        }
    }

    /**
     * P of the n queries from {@code from} on and the keys from {@code j} on: scores by a product as in {@link LeanForward}, then
     * {@code exp(scale * score - log)} where the query sees the key, 0 elsewhere. No maximum and no sum: the log holds both.
     */
    private void weights(Head q, Head k, int from, int n, int j, int keys) {
        // tito:begin attention.lean-backward
        kernels.matmul(n, keys, q.columns(), q.data(), q.at(from), q.row(), q.column(), k.data(), k.at(j), k.column(), k.row(), weights, 0, block);
        for (int r = 0; r < n; r++) {
            int at = r * block;
            int seen = Math.clamp(sight.end(from + r) - j, 0, keys);
            shift[0] = -logs[from + r];
            kernels.multiplyAdd(seen, scale, weights, at, shift, 0, 0, weights, at);
            kernels.unary(EXP, seen, weights, at, 1, weights, at, 1);
            Arrays.fill(weights, at + seen, at + keys, 0);
        }
        // tito:end
    }

    /** Turns dP, which {@link #gradients} holds, into {@code dS = scale * P * (dP - dots)}, in place, row by row. */
    private void scores(int from, int n, int keys) {
        // tito:begin attention.lean-backward
        for (int r = 0; r < n; r++) {
            int at = r * block;
            shift[0] = -scale * dots[from + r];
            kernels.multiplyAdd(keys, scale, gradients, at, shift, 0, 0, gradients, at);
            kernels.binary(BinaryOp.MUL, keys, gradients, at, 1, weights, at, 1, gradients, at, 1);
        }
        // tito:end
    }

    /** A block of weights or gradients with rows and columns exchanged. */
    private Head transposed(float[] matrix) {
        return new Head(matrix, 0, 1, block, block, block);
    }

    /**
     * Adds the product of the (m, k) matrix {@code left} and the k rows of {@code right} from {@code from} on to the m rows of {@code sum} from
     * {@code at} on. The rows of a gradient are contiguous, one after the other.
     */
    private void add(Head left, int m, int k, Head right, int from, Head sum, int at) {
        // tito:begin attention.lean-backward
        int n = right.columns();
        kernels.matmul(m, n, k, left.data(), left.at(), left.row(), left.column(), right.data(), right.at(from), right.row(), right.column(), part, 0, n);
        kernels.binary(BinaryOp.ADD, m * n, sum.data(), sum.at(at), 1, part, 0, 1, sum.data(), sum.at(at), 1);
        // tito:end
    }
}
