package tinytorch.nn;

import tinytorch.tensor.Shape;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Merges neighbouring axes into one, as {@code torch.nn.Flatten(start_dim, end_dim)}: images (n, 1, 28, 28) become rows
 * (n, 784).
 */
public final class Flatten extends Layer implements Backward {
    private final int startAxis;
    private final int endAxis;
    private final Saved<Shape> inputShape = new Saved<>(this);

    /** All axes but the first, which counts the examples of a batch. */
    public Flatten() {
        this(1, -1);
    }

    /**
     * Merges the axes from {@code startAxis} to {@code endAxis}, both included.
     *
     * @param startAxis the first axis to merge; negative counts from the end
     * @param endAxis   the last axis to merge; negative counts from the end
     */
    public Flatten(int startAxis, int endAxis) {
        this.startAxis = startAxis;
        this.endAxis = endAxis;
    }

    /**
     * The same elements with the axes merged: a view where the memory layout allows it ({@link Tensor#reshape}). The
     * new length is the product of the merged ones; compute it, because -1 is ambiguous for an empty batch.
     *
     * <p>Worked example: (2, 3, 4, 5) becomes (2, 60) with axes 1 to -1, (6, 4, 5) with 0 to 1, and (2, 3, 4, 5) with 2
     * to 2. An empty batch (0, 3, 4) becomes (0, 12).
     *
     * @throws ShapeException if an axis does not exist, or the first lies behind the last; the message names both and
     *                        the shape
     */
    @Override
    public Tensor forward(Tensor input) {
        // tito:begin layers.flatten
        Shape shape = input.shape();
        int start = shape.axis(startAxis);
        int end = shape.axis(endAxis);
        if (start > end) {
            throw new ShapeException("Flatten: axis " + startAxis + " lies behind axis " + endAxis + " in " + shape + ". Swap them.");
        }
        int[] dims = new int[shape.rank() - (end - start)];
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] = shape.dim(axis <= start ? axis : axis + end - start);
        }
        for (int axis = start + 1; axis <= end; axis++) {
            dims[start] *= shape.dim(axis);
        }
        inputShape.keep(shape);
        return input.reshape(dims);
        // tito:end
    }

    /**
     * The gradient in the shape of the input: the elements have only been renamed. Only the shape
     * was kept, not the input, so a gradient is refused if its size is another one.
     */
    @Override
    public Tensor backward(Tensor gradOutput) {
        // tito:begin layers.flatten
        return gradOutput.reshape(inputShape.take().dims());
        // tito:end
    }
}
