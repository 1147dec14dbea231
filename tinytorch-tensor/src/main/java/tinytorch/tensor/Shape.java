package tinytorch.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The length of every axis of a tensor. {@code (2, 3)} is two rows of three numbers, {@code (3,)} three numbers in a
 * row, {@code ()} a single number. Immutable.
 */
public final class Shape {
    private final int[] dims;
    private final int size;

    private Shape(int[] dims) {
        long size = 1;
        boolean tooLarge = false;
        for (int dim : dims) {
            if (dim < 0) {
                throw new ShapeException("Shape: the length of an axis can't be negative, got " + Arrays.toString(dims) + ".");
            }
            size *= dim;
            tooLarge |= size > Integer.MAX_VALUE;
            size = Math.min(size, 1L << 31);
        }
        if (tooLarge && size != 0) {
            throw new ShapeException("Shape: " + Arrays.toString(dims) + " has more than " + Integer.MAX_VALUE
                    + " elements, the most that one Java array can hold. Work in smaller batches.");
        }
        this.dims = dims;
        this.size = (int) size;
    }

    /** A shape with these axis lengths; none for a scalar. */
    public static Shape of(int... dims) {
        return new Shape(dims.clone());
    }

    /** The number of axes: 2 for a matrix, 0 for a scalar. */
    public int rank() {
        return dims.length;
    }

    /** The length of an axis; a negative axis counts from the end, so that {@code dim(-1)} is the last. */
    public int dim(int axis) {
        return dims[axis(axis)];
    }

    /** The number of elements: the product of all axis lengths, 1 for a scalar, 0 if any axis is empty. */
    public int size() {
        return size;
    }

    /** The axis lengths, in an array of the caller's own. */
    public int[] dims() {
        return dims.clone();
    }

    /**
     * An axis counted from the front: {@code axis(-1)} of a matrix is 1.
     *
     * @throws ShapeException if there is no such axis
     */
    public int axis(int axis) {
        int fromFront = axis < 0 ? axis + dims.length : axis;
        if (fromFront < 0 || fromFront >= dims.length) {
            throw new ShapeException("Shape: axis " + axis + " does not exist in " + this + ". Use "
                    + (dims.length == 0 ? "no axis: a scalar has none." : -dims.length + " to " + (dims.length - 1) + "."));
        }
        return fromFront;
    }

    /**
     * Row-major strides: how many elements to move in storage for one step along each axis.
     *
     * <p>The last axis is contiguous, so its stride is 1. One step along any other axis jumps over everything the axes
     * after it hold: {@code stride[i] = dims[i + 1] * dims[i + 2] * ... * dims[rank - 1]}.
     *
     * <p>Worked example: {@code (2, 3, 4)} has the strides {@code [12, 4, 1]}; a scalar has none.
     */
    public int[] strides() {
        // tito:begin tensor.strides
        int[] strides = new int[dims.length];
        int stride = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= dims[axis];
        }
        return strides;
        // tito:end
    }

    /**
     * The common shape of two operands, as NumPy and PyTorch broadcast them.
     *
     * <p>The shapes are aligned at their last axes; a missing axis counts as 1. Two lengths agree when they are equal or
     * one of them is 1, which is then stretched to the other: {@code (4, 1, 3)} and {@code (5, 3)} give
     * {@code (4, 5, 3)}; {@code (1,)} and {@code (0,)} give {@code (0,)}.
     *
     * @param operation the name to use in the message of the error, such as {@code add}
     * @throws ShapeException if two lengths differ and neither is 1; it names the axis of the result and both shapes
     */
    public static Shape broadcast(String operation, Shape left, Shape right) {
        // tito:begin tensor.broadcast
        int rank = Math.max(left.rank(), right.rank());
        int[] dims = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int l = axis - (rank - left.rank());
            int r = axis - (rank - right.rank());
            int leftDim = l < 0 ? 1 : left.dims[l];
            int rightDim = r < 0 ? 1 : right.dims[r];
            if (leftDim != rightDim && leftDim != 1 && rightDim != 1) {
                throw ShapeException.notBroadcastable(operation, axis, left, right);
            }
            dims[axis] = leftDim == 1 ? rightDim : leftDim;
        }
        return new Shape(dims);
        // tito:end
    }

    /** The shape all of these broadcast to; equal shapes need no broadcasting. */
    static Shape common(String operation, Shape first, Shape... others) {
        Shape common = first;
        for (Shape other : others) {
            common = common.equals(other) ? common : broadcast(operation, common, other);
        }
        return common;
    }

    /** This shape without the axes from {@code from} on, then with {@code more} in their place. */
    Shape with(int from, int... more) {
        int[] joined = Arrays.copyOf(dims, from + more.length);
        System.arraycopy(more, 0, joined, from, more.length);
        return new Shape(joined);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(dims, that.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** As NumPy writes it: {@code (2, 3)}, {@code (3,)}, {@code ()}. */
    @Override
    public String toString() {
        return Arrays.stream(dims).mapToObj(String::valueOf).collect(Collectors.joining(", ", "(", dims.length == 1 ? ",)" : ")"));
    }
}
