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
record LayerNormalization(double eps) implements DiffOp {

    /**
     * Row by row: mean and variance of its D numbers (divided by D), then {@code xhat = (x - mean) / sqrt(variance + eps)} and
     * {@code y = weight * xhat + bias}.
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        Tensor x = inputs.getFirst().contiguous();
        Tensor weight = inputs.get(1);
        Tensor bias = inputs.get(2);
        int n = x.dim(-1);
        Kernels kernels = Kernels.active();
        float[] out = new float[x.size()];
        kernels.parallel(x.size() / n, (from, to) -> {
            for (int row = from; row < to; row++) {
                standardise(x, row, n, out, row * n);
                kernels.binary(BinaryOp.MUL, n, out, row * n, 1, weight.data(), weight.offset(), 1, out, row * n, 1);
                kernels.binary(BinaryOp.ADD, n, out, row * n, 1, bias.data(), bias.offset(), 1, out, row * n, 1);
            }
        });
        return Tensor.wrap(out, x.dims());
    }

    /** Writes xhat of a row, and returns {@code 1 / sqrt(variance + eps)}. */
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
     */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.getFirst().contiguous();
        Tensor g = gradOutput.contiguous();
        Tensor weight = inputs.get(1);
        int n = x.dim(-1);
        int rows = x.size() / n;
        float[] gradX = new float[x.size()];
        float[][] parts = new float[rows][];
        Kernels.active().parallel(rows, (from, to) -> parts[from] = gradients(x, g, weight, from, to, gradX));
        float[] sums = new float[2 * n];
        for (float[] part : parts) {
            if (part != null) {
                Kernels.active().binary(BinaryOp.ADD, 2 * n, sums, 0, 1, part, 0, 1, sums, 0, 1);
            }
        }
        Tensor both = Tensor.wrap(sums, 2, n);
        return List.of(Tensor.wrap(gradX, x.dims()), both.select(0, 0).copy(), both.select(0, 1).copy());
    }

    /** dL/dx of some rows, and their part of dL/dweight and dL/dbias, one behind the other. */
    private float[] gradients(Tensor x, Tensor g, Tensor weight, int from, int to, float[] gradX) {
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
    }
}
