package tinytorch.text.attention;

import java.util.Arrays;
import java.util.List;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;

/**
 * Scores to weights, over the keys that a query may look at: softmax along the last axis of {@code scores} where {@code allowed}, and weight 0
 * elsewhere. In PyTorch it is {@code scores.masked_fill(allowed == 0, -inf).softmax(-1)}, which makes four new tensors of N x N numbers; this
 * makes one.
 *
 * <p>A query that may look at no key at all gets the weights 0, and so an output and gradients of 0. PyTorch divides 0 by 0 there: one sequence that
 * begins with padding turns the loss of its whole batch, and with the next step every parameter, into NaN.
 */
public record MaskedSoftmax() implements DiffOp {
    private static final float[] FORBIDDEN = {Float.NEGATIVE_INFINITY};

    /**
     * The weights for these scores.
     *
     * @param scores  (..., T, S)
     * @param allowed 0 where a query may not look at a key; broadcast to the shape of the scores; {@code null} if all may
     * @return (..., T, S)
     */
    static Tensor of(Tensor scores, Tensor allowed) {
        return allowed == null ? Tensor.apply(new MaskedSoftmax(), scores) : Tensor.apply(new MaskedSoftmax(), scores, broadcast(allowed, scores));
    }

    /** Every row by itself, on all threads. */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        Tensor scores = inputs.getFirst().contiguous();
        Tensor allowed = inputs.size() < 2 ? null : inputs.get(1);
        int keys = scores.dim(-1);
        Tensor weights = Tensor.empty(scores.dims());
        float[] out = weights.data();
        if (keys > 0) {
            Rows rows = allowed == null ? null : new Rows(allowed);
            Kernels.active().parallel(scores.size() / keys, (from, to) -> {
                for (int row = from; row < to; row++) {
                    int at = scores.offset() + row * keys;
                    if (rows == null) {
                        System.arraycopy(scores.data(), at, out, row * keys, keys);
                    } else {
                        Kernels.active().where(keys, allowed.data(), rows.at(row), rows.step(), scores.data(), at, 1, FORBIDDEN, 0, 0, out, row * keys, 1);
                    }
                    softmax(out, row * keys, keys);
                }
            });
        }
        return weights;
    }

    /**
     * Turns the {@code n} scores that begin at {@code x[at]} into weights, in place: {@code exp(x_i - m) / sum_j exp(x_j - m)} with
     * {@code m = max_j x_j}. A forbidden score is -infinity, so its weight is 0.
     *
     * <p>If all of them are -infinity there is nothing to look at: all weights are 0, not (-infinity) - (-infinity) = NaN. A NaN among the scores must
     * still make the row NaN, so that a broken network stays visibly broken ({@code reduce} and {@link Math#max} keep it, {@code >} does not).
     *
     * <p>The kernels have what it takes: {@code binary} with a number that stands still (step 0), {@code unary} with {@link UnaryOp.Exp}, and
     * {@code reduce}.
     *
     * <p>Worked example: {@code [ln 1, -infinity, ln 3]} becomes {@code [1/4, 0, 3/4]}.
     */
    static void softmax(float[] x, int at, int n) {
        // tito:begin attention.softmax
        Kernels kernels = Kernels.active();
        double[] largest = {Double.NEGATIVE_INFINITY};
        kernels.reduce(Reduce.Kind.MAX, n, x, at, 1, largest, 0, 0);
        if (largest[0] == Double.NEGATIVE_INFINITY) {
            Arrays.fill(x, at, at + n, 0);
            return;
        }
        float[] one = {(float) largest[0]};
        kernels.binary(BinaryOp.SUB, n, x, at, 1, one, 0, 0, x, at, 1);
        kernels.unary(new UnaryOp.Exp(), n, x, at, 1, x, at, 1);
        double[] sum = {0};
        kernels.reduce(Reduce.Kind.SUM, n, x, at, 1, sum, 0, 0);
        one[0] = (float) (1 / sum[0]);
        kernels.binary(BinaryOp.MUL, n, x, at, 1, one, 0, 0, x, at, 1);
        // tito:end
    }

    /** Every row by itself, on all threads. The mask has no gradient. */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        Tensor g = gradOutput.contiguous();
        int keys = output.dim(-1);
        Tensor gradScores = Tensor.empty(output.dims());
        float[] gradient = gradScores.data();
        if (keys > 0) {
            Kernels.active().parallel(output.size() / keys, (from, to) -> {
                for (int row = from; row < to; row++) {
                    gradient(keys, g.data(), g.offset() + row * keys, output.data(), output.offset() + row * keys, gradient, row * keys);
                }
            });
        }
        return inputs.size() < 2 ? List.of(gradScores) : Arrays.asList(gradScores, null);
    }

    /**
     * {@code out_i = y_i * (g_i - sum_j g_j y_j)} for the {@code n} weights y of a row and their gradients g.
     *
     * <p>Where a key was forbidden y is 0, and the gradient of its score with it: nothing of the mask is left to do. {@code dot} gives the sum,
     * {@code multiplyAdd} with the factor 1 takes it away everywhere ({@code bStep} 0), {@code binary} multiplies.
     *
     * <p>Worked example: y = [1/4, 0, 3/4] and g = [4, 100, 8] have the sum 7 and give [-3/4, 0, 3/4].
     */
    static void gradient(int n, float[] g, int gAt, float[] y, int yAt, float[] out, int outAt) {
        // tito:begin attention.softmax-backward
        Kernels kernels = Kernels.active();
        float[] shift = {(float) -kernels.dot(n, g, gAt, 1, y, yAt, 1)};
        kernels.multiplyAdd(n, 1, g, gAt, shift, 0, 0, out, outAt);
        kernels.binary(BinaryOp.MUL, n, out, outAt, 1, y, yAt, 1, out, outAt, 1);
        // tito:end
    }

    private static Tensor broadcast(Tensor allowed, Tensor scores) {
        int[] dims = scores.dims();
        boolean fits = allowed.rank() <= dims.length;
        for (int axis = 1; fits && axis <= allowed.rank(); axis++) {
            fits = allowed.dim(-axis) == 1 || allowed.dim(-axis) == dims[dims.length - axis];
        }
        if (!fits) {
            throw new ShapeException("attention", "the mask must broadcast to the scores (..., queries, keys)", allowed.shape(), scores.shape(),
                    "Left is the mask, right the scores. A mask of tokens (B, S) goes through Masks.padding.");
        }
        return allowed.expand(dims);
    }
}
