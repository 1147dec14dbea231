package tinytorch.kernels.dispatch;

import tinytorch.kernels.fused.OnlineSoftmax;
import tinytorch.tensor.Tensor;

/** {@link OnlineSoftmax} of tensors, along their last axis. */
final class SoftmaxRows {
    private SoftmaxRows() {
    }

    static Tensor forward(Tensor x) {
        float[] numbers = FlatRows.of(x);
        Tensor y = Tensor.empty(x.dims());
        FlatRows.share(y, (from, to) -> OnlineSoftmax.forward(from, to, y.dim(-1), numbers, y.data()));
        return y;
    }

    static Tensor backward(Tensor g, Tensor y) {
        float[] gradients = FlatRows.of(g);
        float[] outputs = FlatRows.of(y);
        Tensor gradX = Tensor.empty(y.dims());
        FlatRows.share(gradX, (from, to) -> OnlineSoftmax.backward(from, to, y.dim(-1), gradients, outputs, gradX.data()));
        return gradX;
    }
}
