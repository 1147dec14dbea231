package tinytorch.autograd;

import java.util.ArrayList;
import java.util.List;

import tinytorch.tensor.Reduce;
import tinytorch.tensor.Shape;
import tinytorch.tensor.Tensor;

/**
 * Broadcasting and summing are each other's mirror image: what was repeated on the way forward is summed on the way back, and what
 * was summed is repeated.
 */
final class ReduceRules {
    private ReduceRules() {
    }

    /**
     * Undoes broadcasting: the gradient of a tensor that was stretched to a larger shape. One element was read in many places,
     * so its gradient is the sum over those places.
     *
     * <p>Axes are aligned at the right. Sum over the axes in front that the tensor does not have, and over every axis that has length 1 in
     * the tensor but not in the gradient; the latter stays, with length 1. Axes that only were 1 in both are not summed over.
     *
     * <p>Worked example: a bias of {@code (3,)} was added to {@code (2, 3)}; the gradient {@code [[1, 2, 3], [4, 5, 6]]} becomes
     * {@code [5, 7, 9]}. For a {@code (2, 1)} it would be {@code [[6], [15]]}, for a scalar 21.
     *
     * @param gradient of a shape that {@code shape} broadcasts to
     * @param shape    the shape before broadcasting
     * @return of that shape; the gradient itself if it already has it
     */
    static Tensor unbroadcast(Tensor gradient, Shape shape) {
        // tito:begin autograd.reduce
        if (gradient.shape().equals(shape)) {
            return gradient;
        }
        int added = gradient.rank() - shape.rank();
        List<Integer> stretched = new ArrayList<>();
        for (int axis = 0; axis < gradient.rank(); axis++) {
            if (axis < added || shape.dim(axis - added) == 1 && gradient.dim(axis) != 1) {
                stretched.add(axis);
            }
        }
        int[] axes = stretched.stream().mapToInt(Integer::intValue).toArray();
        return gradient.sum(true, axes).reshape(shape.dims());
        // tito:end
    }

    /**
     * The rule of a sum, a largest or a smallest element over some axes.
     *
     * <p>First give the reduced axes back to g and y, with length 1 ({@link #kept}), so that they broadcast against x. Then
     * <ul>
     * <li>sum: every element had the slope 1, so each gets g: {@code expand}, which copies nothing;
     * <li>max and min: only elements equal to y had influence. Equal ones share: each gets g divided by their number, as PyTorch's
     *     {@code amax} and {@code amin} do. The others get 0. Where y is NaN no element equals it, and 0 / 0 makes the gradient NaN,
     *     so that a broken network stays visibly broken.
     * </ul>
     *
     * <p>Worked example: max over axis 1 of {@code [[3, 1, 3]]} with g = [8] gives {@code [[4, 0, 4]]}.
     *
     * @param g of the shape of y
     * @param y the output
     * @param x the input
     */
    static Tensor reduce(Reduce op, Tensor g, Tensor y, Tensor x) {
        // tito:begin autograd.reduce
        int[] kept = kept(op, x);
        Tensor wide = g.reshape(kept);
        if (op.kind() == Reduce.Kind.SUM) {
            return wide.expand(x.dims());
        }
        Tensor chosen = x.eq(y.reshape(kept));
        Tensor count = unbroadcast(chosen, Shape.of(kept));
        return Tensor.where(chosen, wide, Tensor.scalar(0)).div(count);
        // tito:end
    }

    /** The axis lengths of x with 1 for every reduced axis. */
    static int[] kept(Reduce op, Tensor x) {
        int[] dims = x.dims();
        for (int axis : op.axes()) {
            dims[axis] = 1;
        }
        return dims;
    }
}
