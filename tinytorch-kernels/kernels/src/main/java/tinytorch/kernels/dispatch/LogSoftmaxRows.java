package tinytorch.kernels.dispatch;

import tinytorch.kernels.fused.OnlineSoftmax;
import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.UnaryOp;

/** The logarithm of the softmax, and its gradient: row by row, so that a row stays in the cache from step to step. */
final class LogSoftmaxRows {
    private static final UnaryOp EXP = new UnaryOp.Exp();

    private LogSoftmaxRows() {
    }

    /** {@code y_i = (x_i - m) - log(s)} with m and s from {@link OnlineSoftmax#row}. Not {@code x_i - (m + log(s))}: beside a large m the logarithm would lose its digits. */
    static Tensor forward(Tensor x) {
        int n = x.dim(-1);
        float[] numbers = FlatRows.of(x);
        Tensor y = Tensor.empty(x.dims());
        float[] out = y.data();
        FlatRows.share(y, (from, to) -> {
            Kernels kernels = Kernels.active();
            double[] statistics = new double[2];
            float[] largest = new float[OnlineSoftmax.blocks(n)];
            float[] shift = new float[1];
            for (int row = from; row < to; row++) {
                int at = row * n;
                OnlineSoftmax.row(n, numbers, at, 1, out, largest, statistics);
                shift[0] = (float) statistics[0];
                kernels.binary(BinaryOp.SUB, n, numbers, at, 1, shift, 0, 0, out, at, 1);
                shift[0] = (float) Math.log(statistics[1]);
                kernels.binary(BinaryOp.SUB, n, out, at, 1, shift, 0, 0, out, at, 1);
            }
        });
        return y;
    }

    /** {@code dL/dx_i = g_i - exp(y_i) * sum_j g_j} */
    static Tensor backward(Tensor g, Tensor y) {
        int n = y.dim(-1);
        float[] gradients = FlatRows.of(g);
        float[] outputs = FlatRows.of(y);
        Tensor gradX = Tensor.empty(y.dims());
        float[] out = gradX.data();
        FlatRows.share(gradX, (from, to) -> {
            Kernels kernels = Kernels.active();
            double[] sum = new double[1];
            for (int row = from; row < to; row++) {
                int at = row * n;
                sum[0] = 0;
                kernels.reduce(Reduce.Kind.SUM, n, gradients, at, 1, sum, 0, 0);
                kernels.unary(EXP, n, outputs, at, 1, out, at, 1);
                kernels.multiplyAdd(n, (float) -sum[0], out, at, gradients, at, 1, out, at);
            }
        });
        return gradX;
    }
}
