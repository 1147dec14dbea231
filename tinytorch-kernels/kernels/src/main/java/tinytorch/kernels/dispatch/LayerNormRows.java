package tinytorch.kernels.dispatch;

import java.util.List;

import tinytorch.kernels.fused.LayerNormSweep;
import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;

/** {@link LayerNormSweep} of tensors, along their last axis. */
final class LayerNormRows {
    private LayerNormRows() {
    }

    static Tensor forward(Tensor x, Tensor weight, Tensor bias, double eps) {
        float[] numbers = FlatRows.of(x);
        float[] weights = FlatRows.of(weight);
        float[] biases = FlatRows.of(bias);
        Tensor y = Tensor.empty(x.dims());
        FlatRows.share(y, (from, to) -> LayerNormSweep.forward(from, to, y.dim(-1), numbers, weights, biases, eps, y.data()));
        return y;
    }

    /**
     * The gradients of x, weight and bias. Each range of rows has sums of its own for weight and bias, which are added in the order of the rows afterwards: so the bits
     * are the same on any number of threads.
     */
    static List<Tensor> backward(Tensor g, Tensor x, Tensor weight, double eps) {
        int n = x.dim(-1);
        float[] gradients = FlatRows.of(g);
        float[] numbers = FlatRows.of(x);
        float[] weights = FlatRows.of(weight);
        Tensor gradX = Tensor.empty(x.dims());
        float[][] gradWeight = new float[FlatRows.count(x)][];
        float[][] gradBias = new float[FlatRows.count(x)][];
        FlatRows.share(gradX, (from, to) -> {
            gradWeight[from] = new float[n];
            gradBias[from] = new float[n];
            LayerNormSweep.backward(from, to, n, gradients, numbers, weights, eps, gradX.data(), gradWeight[from], gradBias[from]);
        });
        return List.of(gradX, sum(n, gradWeight), sum(n, gradBias));
    }

    private static Tensor sum(int n, float[][] parts) {
        Tensor sum = Tensor.zeros(n);
        for (float[] part : parts) {
            if (part != null) {
                Kernels.active().binary(BinaryOp.ADD, n, sum.data(), 0, 1, part, 0, 1, sum.data(), 0, 1);
            }
        }
        return sum;
    }
}
