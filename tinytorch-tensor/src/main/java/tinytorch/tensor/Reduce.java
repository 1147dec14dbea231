package tinytorch.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * A reduction over some axes: their elements are combined into one.
 *
 * @param kind     how elements are combined
 * @param keepDims whether a reduced axis stays, with length 1
 * @param axes     the axes that are reduced, counted from the front, each once
 */
public record Reduce(Kind kind, boolean keepDims, List<Integer> axes) implements Op {

    /** How two elements are combined. */
    public enum Kind {
        SUM(0, BinaryOp.ADD),
        MAX(Float.NEGATIVE_INFINITY, BinaryOp.MAXIMUM),
        MIN(Float.POSITIVE_INFINITY, BinaryOp.MINIMUM);

        private final float identity;
        private final BinaryOp combine;

        Kind(float identity, BinaryOp combine) {
            this.identity = identity;
            this.combine = combine;
        }

        /** The value that changes nothing when combined: the result of reducing nothing. */
        public float identity() {
            return identity;
        }

        /** The operation on two elements. */
        public BinaryOp combine() {
            return combine;
        }
    }

    public Reduce {
        axes = List.copyOf(axes);
    }

    /**
     * Combines over the axes.
     *
     * <p>A reduction is broadcasting run backwards: walk the input and the result together, with stride 0 in the result
     * along every reduced axis, so that all elements that belong together meet in one place. A row that stays in one
     * place (step 0) is reduced by {@link Kernels#reduce}; any other is combined into the result's row with
     * {@link Kernels#binary}. Both go through memory in its own order.
     *
     * <p>Worked example: the sum of {@code [[1, 2, 3], [4, 5, 6]]} over axis 0 is {@code [5, 7, 9]} of shape
     * {@code (3,)}, or {@code [[5, 7, 9]]} of shape {@code (1, 3)} with {@code keepDims}.
     *
     * @throws ShapeException for the largest or smallest of no elements; a sum of none is 0
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        // tito:begin tensor.reduce
        Tensor x = inputs.getFirst();
        int[] kept = x.dims();
        for (int axis : axes) {
            kept[axis] = 1;
        }
        Shape target = Shape.of(kept);
        if (kind != Kind.SUM && x.size() == 0 && target.size() > 0) {
            throw new ShapeException(kind + ": no elements to choose from along axes " + axes + " of " + x.shape() + ". Check for an empty tensor first.");
        }
        int[] into = target.strides();
        for (int axis : axes) {
            into[axis] = 0;
        }
        float[] out = new float[target.size()];
        Arrays.fill(out, kind.identity());
        StridedLoop loop = new StridedLoop(x.dims(), new int[][] {x.strides(), into}, new int[] {x.offset(), 0});
        while (loop.next()) {
            int at = loop.offset(1);
            if (loop.step(1) == 0) {
                out[at] = Kernels.active().reduce(kind, out[at], loop.length(), x.data(), loop.offset(0), loop.step(0));
            } else {
                Kernels.active().binary(kind.combine(), loop.length(), out, at, loop.step(1),
                        x.data(), loop.offset(0), loop.step(0), out, at, loop.step(1));
            }
        }
        return Tensor.wrap(out, keepDims ? kept : without(axes, x.shape()));
        // tito:end
    }

    /** The lengths of the axes that are not in the list. */
    private static int[] without(List<Integer> axes, Shape shape) {
        int[] dims = new int[shape.rank() - axes.size()];
        int next = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!axes.contains(axis)) {
                dims[next++] = shape.dim(axis);
            }
        }
        return dims;
    }
}
