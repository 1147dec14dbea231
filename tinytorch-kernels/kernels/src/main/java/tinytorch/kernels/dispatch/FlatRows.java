package tinytorch.kernels.dispatch;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tensor;

/** Tensors as the sweeps want them: rows of n numbers one behind the other, from the beginning of an array. */
final class FlatRows {
    /** Fewer numbers are done before another thread has heard of them. */
    private static final int SHARED = 1 << 13;

    private FlatRows() {
    }

    /** The numbers in row-major order from index 0 on: the tensor's own array, or a copy if it is a view that begins elsewhere or has other strides. Not to be changed. */
    static float[] of(Tensor x) {
        Tensor rows = x.contiguous();
        return (rows.offset() == 0 ? rows : rows.copy()).data();
    }

    /** How many rows there are. */
    static int count(Tensor x) {
        return x.size() / x.dim(-1);
    }

    /** Calls {@code body} for ranges of the rows of x, at the same time if there is enough to do. How they are cut depends on the shape alone. */
    static void share(Tensor x, Kernels.Range body) {
        if (x.size() < SHARED) {
            body.run(0, count(x));
        } else {
            Kernels.active().parallel(count(x), body);
        }
    }
}
