package tinytorch.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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
        SUM(0),
        MAX(Double.NEGATIVE_INFINITY),
        MIN(Double.POSITIVE_INFINITY);

        private final double identity;

        Kind(double identity) {
            this.identity = identity;
        }

        /** The value that changes nothing when combined: where every result starts. */
        public double identity() {
            return identity;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Reduce {
        axes = List.copyOf(axes);
    }

    /**
     * Combines over the axes.
     *
     * <p>A reduction is broadcasting run backwards: walk the input and the results together, with stride 0 in the results
     * along every reduced axis, so that all elements that belong together meet in one place. The results, of the
     * input's shape with length 1 along every reduced axis, start as {@link Kind#identity}; {@link Kernels#reduce} combines
     * each row of the input into them. They are gathered in {@code double} and rounded to {@code float} once, at the end.
     *
     * <p>Worked example: the sum of {@code [[1, 2, 3], [4, 5, 6]]} over axis 0 is {@code [5, 7, 9]} of shape
     * {@code (3,)}, or {@code [[5, 7, 9]]} of shape {@code (1, 3)} with {@code keepDims}. The results' strides are [0, 1].
     *
     * @throws ShapeException for the largest or smallest of no elements; a sum of none is 0
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        Tensor x = inputs.getFirst();
        int[] ones = x.dims();
        for (int axis : axes) {
            ones[axis] = 1;
        }
        Shape kept = Shape.of(ones);
        if (kind != Kind.SUM && x.size() == 0 && kept.size() > 0) {
            throw new ShapeException(kind + ": no elements to choose from along axes " + axes + " of " + x.shape() + ". Check for an empty tensor first.");
        }
        // tito:begin tensor.reduce
        int[] into = kept.strides();
        for (int axis : axes) {
            into[axis] = 0;
        }
        double[] results = new double[kept.size()];
        Arrays.fill(results, kind.identity());
        StridedLoop loop = new StridedLoop(x.dims(), new int[][] {x.strides(), into}, new int[] {x.offset(), 0});
        while (loop.next()) {
            Kernels.active().reduce(kind, loop.length(), x.data(), loop.offset(0), loop.step(0), results, loop.offset(1), loop.step(1));
        }
        float[] out = new float[results.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) results[i];
        }
        return Tensor.wrap(out, keepDims ? kept.dims() : without(axes, x.shape()));
        // tito:end
    }

    /** The lengths of the axes that are not in the list. */
    static int[] without(List<Integer> axes, Shape shape) {
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
