package tinytorch.kernels.dispatch;

import tinytorch.kernels.fused.CrossEntropySweep;
import tinytorch.tensor.Tensor;
import tinytorch.train.CrossEntropyLoss;

/**
 * {@link CrossEntropySweep} of tensors, for a {@link CrossEntropyLoss} without label smoothing. The sweep gives loss and gradient together, but autograd asks for
 * them at different times, and an operation keeps nothing in between. So it runs twice.
 */
final class CrossEntropyRows {
    private CrossEntropyRows() {
    }

    /** The mean over the rows that count: a scalar. */
    static Tensor forward(CrossEntropyLoss loss, Tensor logits, Tensor targets) {
        Tensor unused = Tensor.empty(logits.dims());
        double sum = sweep(loss, logits, targets, 1, unused);
        unused.recycle();
        return Tensor.scalar((float) (sum / loss.count(targets)));
    }

    /** dL/dlogits */
    static Tensor backward(CrossEntropyLoss loss, Tensor g, Tensor logits, Tensor targets) {
        Tensor gradient = Tensor.empty(logits.dims());
        sweep(loss, logits, targets, g.item() / loss.count(targets), gradient);
        return gradient;
    }

    /** The losses of the rows are added part by part, and the parts in order: the same bits on any number of threads. */
    private static double sweep(CrossEntropyLoss loss, Tensor logits, Tensor targets, float scale, Tensor gradient) {
        int[] classes = loss.classes(logits, targets);
        for (int row = 0; row < classes.length; row++) {
            classes[row] = classes[row] == loss.ignoreIndex() ? -1 : classes[row];
        }
        float[] z = FlatRows.of(logits);
        double[] sums = new double[classes.length];
        FlatRows.share(gradient, (from, to) -> sums[from] = CrossEntropySweep.run(from, to, gradient.dim(1), z, classes, scale, gradient.data()));
        double sum = 0;
        for (double part : sums) {
            sum += part;
        }
        return sum;
    }
}
