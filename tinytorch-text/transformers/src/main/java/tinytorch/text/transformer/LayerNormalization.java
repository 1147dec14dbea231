package tinytorch.text.transformer;

import java.util.List;
import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;

/**
 * Gives every row mean 0 and variance 1, then scales and shifts it: {@code y = weight * (x - mean) / sqrt(variance + eps) + bias}, as
 * {@code torch.nn.functional.layer_norm} over the last axis. (Ba, Kiros and Hinton, "Layer Normalization", 2016.)
 *
 * <pre>
 * input and output     (..., D)
 * weight, bias         (D,)
 * </pre>
 *
 * @param eps keeps a row of equal numbers from a division by 0
 */
public record LayerNormalization(double eps) implements DiffOp {

    /**
     * Row by row: {@link #standardise}, then {@code y = weight * xhat + bias} with {@link Kernels#binary}, in the output itself. Rows are
     * independent, so {@link Kernels#parallel} may share them out.
     *
     * <p>Worked example: the row {@code [1, 3]} has mean 2 and variance 1, so xhat is {@code [-1, 1]}; with weight {@code [2, 10]} and bias
     * {@code [0.5, 7]} the output is {@code [-1.5, 17]}.
     *
     * @param inputs x of shape (..., D), then weight and bias, (D,) each and contiguous
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        // tito:begin transformer.norm
        Tensor x = inputs.getFirst().contiguous();
        Tensor weight = inputs.get(1);
        Tensor bias = inputs.get(2);
        int n = x.dim(-1);
        Kernels kernels = Kernels.active();
        Tensor y = Tensor.empty(x.dims());
        float[] out = y.data();
        kernels.parallel(x.size() / n, (from, to) -> {
            for (int row = from; row < to; row++) {
                standardise(x, row, n, out, row * n);
                kernels.binary(BinaryOp.MUL, n, out, row * n, 1, weight.data(), weight.offset(), 1, out, row * n, 1);
                kernels.binary(BinaryOp.ADD, n, out, row * n, 1, bias.data(), bias.offset(), 1, out, row * n, 1);
            }
        });
        return y;
        // tito:end
    }

    /**
     * Writes {@code xhat = (x - mean) / sqrt(variance + eps)} of a row to {@code out[at]} and behind. The mean is that of its n numbers, the variance
     * the mean of their squared deviations: divided by n, not n - 1.
     *
     * <p>{@link Kernels#sums} of the row with itself adds its sum and the sum of its squares, in {@code double}, in which mean of squares minus square
     * of mean keeps its digits; rounding may still make it a little less than 0. {@link Kernels#multiplyAdd} with step 0 then shifts and scales.
     *
     * <p>Worked example: {@code [5, 5]} has the variance 0, and eps makes {@code 0 / sqrt(eps) = 0} of what would be 0/0.
     *
     * @param x   contiguous, (..., n)
     * @param row its number
     * @return {@code 1 / sqrt(variance + eps)}
     */
    private double standardise(Tensor x, int row, int n, float[] out, int at) {
        // tito:begin transformer.norm
        int from = x.offset() + row * n;
        double[] sums = new double[2];
        Kernels.active().sums(n, x.data(), from, x.data(), from, sums, 0);
        double mean = sums[0] / n;
        double factor = 1 / Math.sqrt(Math.max(0, sums[1] / n - mean * mean) + eps);
        float[] shift = {(float) (-mean * factor)};
        Kernels.active().multiplyAdd(n, (float) factor, x.data(), from, shift, 0, 0, out, at);
        return factor;
        // tito:end
    }

    /**
     * With g = dL/dy, {@code r = 1 / sqrt(variance + eps)} and means over the D numbers of a row:
     *
     * <pre>
     * dL/dbias   = sum over rows of g
     * dL/dweight = sum over rows of g * xhat
     * dL/dx      = r * (h - mean(h) - xhat * mean(h * xhat))     with h = g * weight
     * </pre>
     *
     * <p>The two means taken away are what x does to the row's mean and to its variance. The inputs are not kept normalised: xhat is computed once more,
     * which costs less than reading it from memory would.
     *
     * <p>Ranges of rows may run at the same time ({@link Kernels#parallel}), so each has sums of its own for weight and bias ({@link #gradients}); they
     * are added in order afterwards, so that the same run gives the same bits.
     *
     * <p>Worked example: x = [1, 3] with weight 1: r = 1 and xhat = [-1, 1]. For g = [1, 0]: mean(h) = 1/2, mean(h xhat) = -1/2, so
     * {@code dL/dx = [1 - 1/2 - 1/2, 0 - 1/2 + 1/2] = [0, 0]}: two numbers become -1 and 1 whatever they are.
     */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        // tito:begin transformer.norm-backward
        Tensor x = inputs.getFirst().contiguous();
        Tensor g = gradOutput.contiguous();
        Tensor weight = inputs.get(1);
        int n = x.dim(-1);
        int rows = x.size() / n;
        Tensor gradX = Tensor.empty(x.dims());
        float[][] parts = new float[rows][];
        Kernels.active().parallel(rows, (from, to) -> parts[from] = gradients(x, g, weight, from, to, gradX.data()));
        float[] sums = new float[2 * n];
        for (float[] part : parts) {
            if (part != null) {
                Kernels.active().binary(BinaryOp.ADD, 2 * n, sums, 0, 1, part, 0, 1, sums, 0, 1);
            }
        }
        Tensor both = Tensor.wrap(sums, 2, n);
        return List.of(gradX, both.select(0, 0).copy(), both.select(0, 1).copy());
        // tito:end
    }

    /**
     * Writes dL/dx of the rows {@code from} to {@code to - 1}.
     *
     * @return these rows' part of dL/dweight, then of dL/dbias: 2 n numbers
     */
    private float[] gradients(Tensor x, Tensor g, Tensor weight, int from, int to, float[] gradX) {
        // tito:begin transformer.norm-backward
        Kernels kernels = Kernels.active();
        int n = x.dim(-1);
        float[] sums = new float[2 * n];
        float[] xhat = new float[n];
        float[] h = new float[n];
        float[] shift = new float[1];
        double[] both = new double[2];
        for (int row = from; row < to; row++) {
            int gAt = g.offset() + row * n;
            double factor = standardise(x, row, n, xhat, 0);
            kernels.binary(BinaryOp.MUL, n, g.data(), gAt, 1, xhat, 0, 1, h, 0, 1);
            kernels.binary(BinaryOp.ADD, n, sums, 0, 1, h, 0, 1, sums, 0, 1);
            kernels.binary(BinaryOp.ADD, n, sums, n, 1, g.data(), gAt, 1, sums, n, 1);
            kernels.binary(BinaryOp.MUL, n, g.data(), gAt, 1, weight.data(), weight.offset(), 1, h, 0, 1);
            both[0] = 0;
            both[1] = 0;
            kernels.sums(n, h, 0, xhat, 0, both, 0);
            shift[0] = (float) (-factor * both[0] / n);
            kernels.multiplyAdd(n, (float) (-factor * both[1] / n), xhat, 0, shift, 0, 0, gradX, row * n);
            kernels.multiplyAdd(n, (float) factor, h, 0, gradX, row * n, 1, gradX, row * n);
        }
        return sums;
        // tito:end
    }
}
