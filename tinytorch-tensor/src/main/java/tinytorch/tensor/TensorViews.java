package tinytorch.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Other ways to read a tensor. Everything here but {@link #reshape} (sometimes), {@link #contiguous} (sometimes),
 * {@link #copy} and {@link #indexSelect} is a view: O(rank) time, no number is moved, and the storage is shared.
 */
public sealed interface TensorViews permits Tensor {

    /**
     * The same elements in row-major order under another shape; one length may be -1 and follows from the size. A view
     * where strides can do it, else a copy.
     */
    default Tensor reshape(int... dims) {
        return Tensor.apply(new ViewOp.Reshape(target(dims)), self());
    }

    /**
     * As {@link #reshape}, but never a copy.
     *
     * @throws ShapeException if no strides read this storage so
     */
    default Tensor view(int... dims) {
        Shape target = target(dims);
        if (ViewOp.Reshape.strides(self().shape(), self().strides(), target) == null) {
            throw new ShapeException("view", "the strides " + Arrays.toString(self().strides()) + " can't be read as the new shape without copying",
                    self().shape(), target, "Use reshape, which copies where it must, or contiguous() first.");
        }
        return Tensor.apply(new ViewOp.Reshape(target), self());
    }

    /**
     * The shape that {@code reshape} was asked for. At most one length is -1: it becomes what makes the sizes equal, the
     * size of this tensor divided by the product of the other lengths.
     *
     * <p>Worked example: a tensor of 12 elements and the lengths (3, -1) give {@code (3, 4)}.
     *
     * @throws ShapeException if the new shape would have another size; the message names this shape and the lengths. Also
     *                        if the other lengths multiply to 0, because then any length would do
     */
    private Shape target(int... dims) {
        int open = -1;
        for (int axis = 0; axis < dims.length; axis++) {
            if (dims[axis] < -1 || dims[axis] == -1 && open >= 0) {
                throw new ShapeException("reshape: lengths " + Arrays.toString(dims) + " for " + self().shape() + ". Give lengths of 0 or more, at most one of them -1.");
            }
            open = dims[axis] == -1 ? axis : open;
        }
        // tito:begin tensor.reshape
        int[] lengths = dims.clone();
        long known = 1;
        for (int axis = 0; axis < dims.length; axis++) {
            known *= axis == open ? 1 : dims[axis];
        }
        if (open >= 0 && known > 0) {
            lengths[open] = (int) (self().size() / known);
            known *= lengths[open];
        }
        if (known != self().size() || open >= 0 && lengths[open] < 0) {
            throw new ShapeException("reshape: " + self().shape() + " has " + self().size() + " elements, which do not fill " + Arrays.toString(dims)
                    + ". The product of the lengths must be equal.");
        }
        return Shape.of(lengths);
        // tito:end
    }

    /** Without this axis, which must have length 1. A view. */
    default Tensor squeeze(int axis) {
        Shape shape = self().shape();
        int gone = shape.axis(axis);
        if (shape.dim(gone) != 1) {
            throw new ShapeException("squeeze: axis " + axis + " of " + shape + " has length " + shape.dim(gone) + ", only length 1 can go. Use select to pick one index.");
        }
        return reshape(Reduce.without(List.of(gone), shape));
    }

    /** Without any axis of length 1. */
    default Tensor squeeze() {
        return reshape(Arrays.stream(self().dims()).filter(dim -> dim != 1).toArray());
    }

    /** With a new axis of length 1 before this one; -1 adds it at the end. */
    default Tensor unsqueeze(int axis) {
        Shape shape = self().shape();
        int at = axis < 0 ? axis + shape.rank() + 1 : axis;
        if (at < 0 || at > shape.rank()) {
            throw new ShapeException("unsqueeze: no place " + axis + " for a new axis in " + shape + ". Use " + (-shape.rank() - 1) + " to " + shape.rank() + ".");
        }
        int[] dims = new int[shape.rank() + 1];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = i == at ? 1 : shape.dim(i < at ? i : i - 1);
        }
        return reshape(dims);
    }

    /** The last two axes swapped: the transpose of a matrix, or of every matrix in a stack. */
    default Tensor transpose() {
        return transpose(-2, -1);
    }

    /** Two axes swapped. */
    default Tensor transpose(int a, int b) {
        Shape shape = self().shape();
        int first = shape.axis(a);
        int second = shape.axis(b);
        int[] order = new int[shape.rank()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i == first ? second : i == second ? first : i;
        }
        return permute(order);
    }

    /** The axes in another order: axis i of the result is axis {@code order[i]} of this tensor. */
    default Tensor permute(int... order) {
        Shape shape = self().shape();
        List<Integer> axes = new ArrayList<>();
        for (int axis : order) {
            int fromFront = shape.axis(axis);
            if (!axes.contains(fromFront)) {
                axes.add(fromFront);
            }
        }
        if (order.length != shape.rank() || axes.size() != order.length) {
            throw new ShapeException("permute: " + Arrays.toString(order) + " is no order of the " + shape.rank() + " axes of " + shape + ". Name each axis once.");
        }
        return Tensor.apply(new ViewOp.Permute(axes), self());
    }

    /** Axes of length 1 stretched to these lengths, new axes in front; -1 keeps a length. Nothing is copied. */
    default Tensor expand(int... dims) {
        Shape shape = self().shape();
        int added = dims.length - shape.rank();
        int[] target = dims.clone();
        for (int i = Math.max(0, added); i < dims.length; i++) {
            target[i] = dims[i] == -1 ? shape.dim(i - added) : dims[i];
        }
        return Tensor.apply(new ViewOp.Expand(Shape.of(target)), self());
    }

    /**
     * {@code length} indices of an axis, from {@code start} on.
     *
     * @throws IndexOutOfBoundsException if they do not all exist
     */
    default Tensor narrow(int axis, int start, int length) {
        int along = self().shape().axis(axis);
        int n = self().dim(along);
        if (start < 0 || length < 0 || start > n - length) {
            throw new IndexOutOfBoundsException("narrow: indices " + start + " to " + ((long) start + length - 1) + " of axis " + axis
                    + " are not all in " + self().shape() + ". slice cuts off what is outside.");
        }
        return Tensor.apply(new ViewOp.Slice(along, start, length, 1), self());
    }

    /** {@code x[start:stop]} along an axis. */
    default Tensor slice(int axis, int start, int stop) {
        return slice(axis, start, stop, 1);
    }

    /**
     * {@code x[start:stop:step]} along an axis, with Python's rules: {@code start} is included, {@code stop} is not, a
     * negative one counts from the end, both are cut off at the axis' ends, and a negative step walks backwards.
     *
     * <p>With n the axis' length: add n to a negative start and stop, then limit both to 0..n for a positive step, or to
     * -1..n-1 for a negative one. What is left has {@code ceil((stop - start) / step)} indices, at least 0.
     *
     * <p>Worked example: of 0, 1, 2, 3, 4 the slice (1, -1, 2) is 1, 3; the slice (-1, -6, -1) is 4, 3, 2, 1, 0.
     *
     * @throws IllegalArgumentException if the step is 0
     */
    default Tensor slice(int axis, int start, int stop, int step) {
        // tito:begin tensor.views
        if (step == 0) {
            throw new IllegalArgumentException("slice: the step must not be 0. Use select to pick one index.");
        }
        int along = self().shape().axis(axis);
        int n = self().dim(along);
        int low = step > 0 ? 0 : -1;
        int high = step > 0 ? n : n - 1;
        int from = Math.clamp(start < 0 ? (long) start + n : start, low, high);
        int to = Math.clamp(stop < 0 ? (long) stop + n : stop, low, high);
        int length = Math.max(0, Math.ceilDiv(to - from, step));
        return Tensor.apply(new ViewOp.Slice(along, from, length, step), self());
        // tito:end
    }

    /** One index of an axis, which is gone in the result; negative counts from the end. */
    default Tensor select(int axis, int index) {
        int n = self().dim(axis);
        return narrow(axis, index < 0 ? index + n : index, 1).squeeze(axis);
    }

    /** An axis backwards. */
    default Tensor flip(int axis) {
        int n = self().dim(axis);
        return slice(axis, -1, -n - 1, -1);
    }

    /** Chosen indices of an axis, in this order, with repetition; negative counts from the end. A copy: see {@link IndexSelect}. */
    default Tensor indexSelect(int axis, int... indices) {
        int along = self().shape().axis(axis);
        int n = self().dim(along);
        List<Integer> chosen = new ArrayList<>(indices.length);
        for (int i : indices) {
            if (i < -n || i >= n) {
                throw new IndexOutOfBoundsException("indexSelect: index " + i + " of axis " + axis + " is outside the shape " + self().shape() + ".");
            }
            chosen.add(i < 0 ? i + n : i);
        }
        return Tensor.apply(new IndexSelect(along, chosen), self());
    }

    /**
     * Views of {@code size} indices of an axis each, in order; the last is shorter if {@code size} does not divide the
     * axis' length. An empty axis gives one empty view, as {@code torch.split} does.
     *
     * <p>Worked example: a {@code (5, 2)} split by 2 along axis 0 gives {@code (2, 2)}, {@code (2, 2)} and {@code (1, 2)}.
     *
     * @throws IllegalArgumentException if the size is not positive
     */
    default List<Tensor> split(int size, int axis) {
        // tito:begin tensor.join
        if (size <= 0) {
            throw new IllegalArgumentException("split: the size of a part must be positive, got " + size + ".");
        }
        int n = self().dim(axis);
        List<Tensor> parts = new ArrayList<>();
        for (int start = 0; start == 0 || start < n; start += size) {
            parts.add(self().narrow(axis, start, Math.min(size, n - start)));
        }
        return parts;
        // tito:end
    }

    /**
     * Whether the elements lie in storage in row-major order without gaps, so that {@code strides} equals
     * {@link Shape#strides}. The stride of an axis of length 1 is never used and may be anything; an empty tensor is contiguous.
     */
    default boolean isContiguous() {
        // tito:begin tensor.strides
        int[] rowMajor = self().shape().strides();
        for (int axis = 0; axis < rowMajor.length; axis++) {
            if (self().dim(axis) > 1 && self().stride(axis) != rowMajor[axis] && self().size() > 0) {
                return false;
            }
        }
        return true;
        // tito:end
    }

    /** This tensor if it is contiguous, else a copy that is. */
    default Tensor contiguous() {
        // tito:begin tensor.reshape
        return isContiguous() ? self() : copy();
        // tito:end
    }

    /** A contiguous copy with a storage of its own. */
    default Tensor copy() {
        return Tensor.apply(new Copy(), self());
    }

    private Tensor self() {
        return (Tensor) this;
    }
}
