package tinytorch.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reductions: the elements along some axes become one. Without axes all elements are reduced, to a scalar; with
 * {@code keepDims} a reduced axis stays with length 1, so that the result broadcasts against the input. Time O(elements).
 */
public sealed interface TensorReductions permits Tensor {

    /** The sum of all elements; 0 for none. */
    default Tensor sum() {
        return sum(false);
    }

    /** Sums over these axes (all if none is given). */
    default Tensor sum(boolean keepDims, int... axes) {
        return reduce(Reduce.Kind.SUM, keepDims, axes);
    }

    /** The mean of all elements; NaN for none. */
    default Tensor mean() {
        return mean(false);
    }

    /** Means over these axes (all if none is given). */
    default Tensor mean(boolean keepDims, int... axes) {
        Tensor sum = sum(keepDims, axes);
        return sum.div(count(sum));
    }

    /** The largest of all elements; NaN if any is. */
    default Tensor max() {
        return max(false);
    }

    /** The largest along these axes (all if none is given). */
    default Tensor max(boolean keepDims, int... axes) {
        return reduce(Reduce.Kind.MAX, keepDims, axes);
    }

    /** The smallest of all elements; NaN if any is. */
    default Tensor min() {
        return min(false);
    }

    /** The smallest along these axes (all if none is given). */
    default Tensor min(boolean keepDims, int... axes) {
        return reduce(Reduce.Kind.MIN, keepDims, axes);
    }

    /**
     * The variance: {@code sum((x - mean)^2) / (n - correction)} over n elements.
     *
     * <p>First the mean, then the squares of the differences: the one-pass form {@code mean(x^2) - mean(x)^2} subtracts two
     * nearly equal numbers and loses all digits when the mean is large (numbers near 10,000 with variance 1 give 0 or 8).
     *
     * <p>The means must keep their axes (length 1), so that they broadcast against the input. Where n is not above the
     * correction, divide by 0: the variance of a single number with correction 1 is NaN.
     *
     * <p>Worked example: 1, 2, 3, 4 have the variance 1.25 with correction 0 and 1.6667 with correction 1.
     *
     * @param correction 0 for the variance of these very numbers (batch and layer norm); 1, PyTorch's default, to
     *                   estimate that of the distribution they were drawn from
     */
    default Tensor variance(int correction, boolean keepDims, int... axes) {
        // tito:begin tensor.reduce
        Tensor deviation = self().sub(mean(true, axes));
        Tensor squares = deviation.mul(deviation).sum(keepDims, axes);
        return squares.div(Math.max(0, count(squares) - correction));
        // tito:end
    }

    /**
     * The index of the largest element along an axis, as a tensor of whole numbers without that axis. Of equal elements
     * the first counts; NaN counts as the largest, as in PyTorch. (Whole numbers are exact in a {@code float} up to 2^24.)
     *
     * <p>{@code lines} is the input's shape with length 1 along the axis: a {@link StridedLoop} over it, with the input's
     * strides, finds where each line along the axis starts in {@link Tensor#data}; element j of the line is j strides of
     * the axis further on.
     *
     * <p>Worked example: {@code [[1, 5, 2], [7, 0, 7]]} along axis 1 gives {@code [1, 0]}.
     *
     * @throws ShapeException if the axis is empty
     */
    default Tensor argmax(int axis) {
        Tensor x = self();
        int along = x.shape().axis(axis);
        int n = x.dim(along);
        int[] lines = x.dims();
        lines[along] = 1;
        if (n == 0 && Shape.of(lines).size() > 0) {
            throw new ShapeException("argmax: axis " + axis + " of " + x.shape() + " is empty. Check for an empty tensor first.");
        }
        // tito:begin tensor.reduce
        float[] out = new float[Shape.of(lines).size()];
        float[] data = x.data();
        int stride = x.stride(along);
        StridedLoop loop = new StridedLoop(lines, new int[][] {x.strides()}, new int[] {x.offset()});
        for (int at = 0; loop.next(); at += loop.length()) {
            for (int i = 0; i < loop.length(); i++) {
                int start = loop.offset(0) + i * loop.step(0);
                int best = 0;
                for (int j = 1; j < n; j++) {
                    float top = data[start + best * stride];
                    float candidate = data[start + j * stride];
                    if (candidate > top || Float.isNaN(candidate) && !Float.isNaN(top)) {
                        best = j;
                    }
                }
                out[at + i] = best;
            }
        }
        return Tensor.wrap(out, Reduce.without(List.of(along), x.shape()));
        // tito:end
    }

    private Tensor reduce(Reduce.Kind kind, boolean keepDims, int... axes) {
        return Tensor.apply(new Reduce(kind, keepDims, axes(axes)), self());
    }

    /** How many elements of this tensor became one of {@code reduced}. */
    private float count(Tensor reduced) {
        return (float) self().size() / reduced.size();
    }

    /** The axes counted from the front; all of them if none is given. */
    private List<Integer> axes(int... axes) {
        Shape shape = self().shape();
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < (axes.length == 0 ? shape.rank() : axes.length); i++) {
            int axis = axes.length == 0 ? i : shape.axis(axes[i]);
            if (all.contains(axis)) {
                throw new ShapeException("reduce: axes " + Arrays.toString(axes) + " name one axis of " + shape + " twice. Name each once.");
            }
            all.add(axis);
        }
        return all;
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
