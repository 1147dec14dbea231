package tinytorch.kernels.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@code relu(a + b)}: the end of every residual block, as cuDNN and TorchInductor fuse it.
 *
 * <pre>
 *                     bytes for each number
 * a.add(b)            8 read, 4 written
 * relu of that        4 read, 4 written
 * fused               8 read, 4 written
 * </pre>
 */
public final class ReluAdd {
    private ReluAdd() {
    }

    /**
     * {@code out[i] = max(a[i] + b[i], 0)} for i from {@code from} to {@code to - 1}; NaN stays NaN. {@code out} may be {@code a} or {@code b}.
     *
     * <p>Whole vectors as long as there are any ({@link Vectors#load}), then the rest number by number: behind {@code to} another thread may be writing.
     *
     * <p>Worked example: a = [1, -5, 3], b = [2, 1, -3] give [3, 0, 0].
     */
    public static void forward(int from, int to, float[] a, float[] b, float[] out) {
        // tito:begin kernels.relu-add
        int i = from;
        for (; i <= to - Vectors.LANES; i += Vectors.LANES) {
            Vectors.load(a, i).add(Vectors.load(b, i)).max(0).intoArray(out, i);
        }
        for (; i < to; i++) {
            out[i] = Math.max(a[i] + b[i], 0);
        }
        // tito:end
    }

    /**
     * The gradient of a and of b, which is the same: {@code gradient[i] = dL/dout[i]} where {@code out[i]} is not 0, and 0 where it is. As in
     * {@code tinytorch.nn.activation.ReLU}: chosen, not multiplied by 0 or 1, since an infinite gradient times 0 is NaN; where out is NaN the gradient goes through.
     *
     * <p>A choice between two vectors is {@link FloatVector#blend(float, jdk.incubator.vector.VectorMask) blend} under a mask that
     * {@link FloatVector#compare(VectorOperators.Comparison, float) compare} gives.
     *
     * <p>Worked example: for out = [3, 0, 0] the gradient [5, 6, 7] becomes [5, 0, 0].
     *
     * @param g dL/dout
     */
    public static void backward(int from, int to, float[] g, float[] out, float[] gradient) {
        // tito:begin kernels.relu-add
        int i = from;
        for (; i <= to - Vectors.LANES; i += Vectors.LANES) {
            Vectors.load(g, i).blend(0, Vectors.load(out, i).compare(VectorOperators.EQ, 0)).intoArray(gradient, i);
        }
        for (; i < to; i++) {
            gradient[i] = out[i] == 0 ? 0 : g[i];
        }
        // tito:end
    }
}
