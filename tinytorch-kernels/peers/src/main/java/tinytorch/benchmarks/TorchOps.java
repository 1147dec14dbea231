package tinytorch.benchmarks;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Functions of {@code torch.nn.functional} as the peers call them. Results belong to the owner of the first argument. */
final class TorchOps {
    private static final double EPS = 1e-5;

    private TorchOps() {
    }

    /** The same numbers for the length of a step, so that all that is computed from them belongs to the step. */
    static PtNDArray view(PtNDArray array, NDManager step) {
        PtNDArray view = JniUtils.detachGradient(array);
        view.attach(step);
        return view;
    }

    /** The places {@code from} to {@code to - 1} of an axis, without a copy; owned by the step. */
    static PtNDArray slice(PtNDArray array, int axis, long from, long to, NDManager step) {
        PtNDArray slice = JniUtils.slice(array, axis, from, to, 1);
        slice.attach(step);
        return slice;
    }

    /** 3 x 3 with padding 1; {@code bias} may be {@code null}. */
    static PtNDArray convolution(PtNDArray x, PtNDArray weight, PtNDArray bias) {
        return JniUtils.convolution(x, weight, bias, new Shape(1, 1), new Shape(1, 1), new Shape(1, 1), 1);
    }

    static PtNDArray maxPool(PtNDArray x) {
        return JniUtils.maxPool(x, new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false);
    }

    static PtNDArray layerNorm(PtNDArray x, PtNDArray weight, PtNDArray bias) {
        return JniUtils.layerNorm(x, weight.getShape(), weight, bias, EPS);
    }

    /** In training: mean and variance of the batch; the running ones are brought up to date. */
    static PtNDArray batchNorm(PtNDArray x, PtNDArray weight, PtNDArray bias, PtNDArray mean, PtNDArray variance) {
        return JniUtils.batchNorm(x, mean, variance, weight, bias, true, 0.1, EPS);
    }

    /** {@code cross_entropy(logits, classes, label_smoothing=...)}: of (N, C) and (N, 1), as the sum that its definition is. */
    static PtNDArray crossEntropy(PtNDArray logits, PtNDArray classes, double smoothing) {
        PtNDArray logarithms = JniUtils.logSoftmax(logits, 1, DataType.FLOAT32);
        PtNDArray loss = JniUtils.gather(logarithms, classes, 1).mean().mul((float) (smoothing - 1));
        return smoothing == 0 ? loss : loss.add(logarithms.mean().mul((float) -smoothing));
    }

    /** Gradients of all leaves. */
    static void backward(PtNDArray loss) {
        PtNDArray one = JniUtils.onesLike(loss, DataType.FLOAT32, loss.getDevice(), loss.getSparseFormat());
        JniUtils.backward(loss, one, false, false);
    }
}
