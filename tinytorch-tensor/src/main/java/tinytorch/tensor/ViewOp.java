package tinytorch.tensor;

import java.util.List;

/**
 * Another way to read the same storage: new shape, strides and offset, not one number moved. O(rank), whatever the
 * size. (Only {@link Reshape} copies, and only where no strides can do it.)
 */
public sealed interface ViewOp extends Op {

    /**
     * The same elements in row-major order under another shape.
     *
     * @param target the new shape, of the same size
     */
    record Reshape(Shape target) implements ViewOp {
        @Override
        public Tensor forward(List<Tensor> inputs) {
            Tensor x = inputs.getFirst();
            int[] strides = strides(x.shape(), x.strides(), target);
            return strides == null ? new Copy().forward(inputs).sharing(target, target.strides(), 0) : x.sharing(target, strides, x.offset());
        }

        /**
         * Strides under which a tensor's own storage reads as {@code target}, or {@code null} if only a copy can.
         *
         * <p>Axes can be merged where stepping over the outer one goes on where the inner one ended
         * ({@code stride[i] == dim[i + 1] * stride[i + 1]}), and any axis can be split. So cut the old axes into runs that
         * merge, and fill each run with new axes from the right until their lengths multiply to the run's; if a new
         * axis would have to span two runs, no strides exist. Axes of length 1 fit anywhere. An empty tensor takes any strides.
         *
         * <p>Worked example: {@code (2, 6)} with strides [6, 1] reads as {@code (3, 4)} with [4, 1]; its transpose
         * {@code (6, 2)} with [1, 6] reads as {@code (2, 3, 2)} with [3, 1, 6], but as {@code (12,)} not at all.
         */
        static int[] strides(Shape shape, int[] strides, Shape target) {
            // tito:begin tensor.reshape
            if (shape.size() == 0) {
                return target.strides();
            }
            int[] result = new int[target.rank()];
            int next = target.rank() - 1;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                int inner = strides[axis];
                int length = shape.dim(axis);
                while (axis > 0 && (shape.dim(axis - 1) == 1 || length == 1 || strides[axis - 1] == length * inner)) {
                    axis--;
                    inner = length == 1 ? strides[axis] : inner;
                    length *= shape.dim(axis);
                }
                int filled = 1;
                while (next >= 0 && (filled < length || target.dim(next) == 1)) {
                    result[next] = filled * inner;
                    filled *= target.dim(next--);
                }
                if (filled != length) {
                    return null;
                }
            }
            return result;
            // tito:end
        }
    }

    /**
     * The axes in another order.
     *
     * @param order axis i of the result is axis {@code order[i]} of the input; counted from the front, each once
     */
    record Permute(List<Integer> order) implements ViewOp {
        public Permute {
            order = List.copyOf(order);
        }

        /** Permutes lengths and strides alike: {@code (2, 3)} with strides [3, 1] becomes {@code (3, 2)} with [1, 3]. */
        @Override
        public Tensor forward(List<Tensor> inputs) {
            // tito:begin tensor.views
            Tensor x = inputs.getFirst();
            int[] dims = new int[x.rank()];
            int[] strides = new int[x.rank()];
            for (int axis = 0; axis < dims.length; axis++) {
                dims[axis] = x.dim(order.get(axis));
                strides[axis] = x.stride(order.get(axis));
            }
            return x.sharing(Shape.of(dims), strides, x.offset());
            // tito:end
        }
    }

    /**
     * Axes of length 1 stretched, and new axes in front.
     *
     * @param target a shape that the input broadcasts to
     */
    record Expand(Shape target) implements ViewOp {
        /**
         * Repeats without copying: along a stretched or new axis the stride is 0, so every step reads the same element.
         * {@code (3, 1)} with strides [1, 1] expands to {@code (2, 3, 4)} with [0, 1, 0].
         *
         * @throws ShapeException if an axis has another length and is not 1, or the target has fewer axes
         */
        @Override
        public Tensor forward(List<Tensor> inputs) {
            // tito:begin tensor.broadcast
            Tensor x = inputs.getFirst();
            int added = target.rank() - x.rank();
            if (added < 0 || !Shape.broadcast("expand", x.shape(), target).equals(target)) {
                throw new ShapeException("expand", "only axes of length 1 can be stretched, and new axes added in front", x.shape(), target,
                        "Insert axes of length 1 with unsqueeze where the new ones belong.");
            }
            int[] strides = new int[target.rank()];
            for (int axis = added; axis < strides.length; axis++) {
                strides[axis] = x.dim(axis - added) == target.dim(axis) ? x.stride(axis - added) : 0;
            }
            return x.sharing(target, strides, x.offset());
            // tito:end
        }
    }

    /**
     * Every {@code step}-th index of one axis.
     *
     * @param axis   counted from the front
     * @param start  the first index that is kept, within the axis (anything if none is kept)
     * @param length how many are kept
     * @param step   not 0; negative walks backwards
     */
    record Slice(int axis, int start, int length, int step) implements ViewOp {
        /** Moves the offset to the first kept index and multiplies the axis' stride by the step. */
        @Override
        public Tensor forward(List<Tensor> inputs) {
            // tito:begin tensor.views
            Tensor x = inputs.getFirst();
            int[] dims = x.dims();
            int[] strides = x.strides();
            int offset = length == 0 ? x.offset() : x.offset() + start * strides[axis];
            dims[axis] = length;
            strides[axis] *= step;
            return x.sharing(Shape.of(dims), strides, offset);
            // tito:end
        }
    }
}
