package tinytorch.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import tinytorch.kernels.width.VectorWidth;

/**
 * Sums of contiguous rows, gathered in {@code double} in several vectors at once: one sum alone would wait four cycles for each addition.
 */
final class Sums {
    private static final VectorSpecies<Float> FLOATS = Tile.SPECIES;
    /** A vector of floats becomes two of these, its lower and its upper half. */
    private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
    private static final int LANES = Tile.LANES;

    private Sums() {
    }

    /** {@code sum_i x[at + i]} */
    static double sum(int n, float[] x, int at) {
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = low;
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, at + i);
            low = low.add(half(v, 0));
            high = high.add(half(v, 1));
        }
        double sum = low.add(high).reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            sum += x[at + i];
        }
        return sum;
    }

    /**
     * {@code sum_i a[aAt + i] * b[bAt + i]}, in {@code double}: there the product of two floats is exact, and small terms don't vanish beside a large sum. Every
     * gradient's norm and every variance comes through here.
     *
     * <p>A vector of floats is two of doubles, {@link #half half(v, 0)} and {@code half(v, 1)}. Two sums, of the lower halves and of the upper, don't wait for one
     * another. At the end they are added, and the lanes of that too: {@code reduceLanes(VectorOperators.ADD)}. What is no whole vector is added one by one,
     * and its products are {@code double} too.
     *
     * <p>Worked example: a = 1e8 1 -1e8, b = 1 1 1 give 1. As {@code float}, 1e8 + 1 is 1e8, and the sum would be 0.
     */
    static double dot(int n, float[] a, int aAt, float[] b, int bAt) {
        // tito:begin kernels.dot
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = low;
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, a, aAt + i);
            FloatVector w = FloatVector.fromArray(FLOATS, b, bAt + i);
            low = half(v, 0).fma(half(w, 0), low);
            high = half(v, 1).fma(half(w, 1), high);
        }
        double sum = low.add(high).reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            sum += (double) a[aAt + i] * b[bAt + i];
        }
        return sum;
        // tito:end
    }

    /** Adds {@code sum_i a[aAt + i]} to {@code sums[at]} and {@code sum_i a[aAt + i] * b[bAt + i]} to {@code sums[at + 1]}. */
    static void both(int n, float[] a, int aAt, float[] b, int bAt, double[] sums, int at) {
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = low;
        DoubleVector lowProduct = low;
        DoubleVector highProduct = low;
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, a, aAt + i);
            FloatVector w = FloatVector.fromArray(FLOATS, b, bAt + i);
            DoubleVector first = half(v, 0);
            DoubleVector second = half(v, 1);
            low = low.add(first);
            high = high.add(second);
            lowProduct = first.fma(half(w, 0), lowProduct);
            highProduct = second.fma(half(w, 1), highProduct);
        }
        double sum = low.add(high).reduceLanes(VectorOperators.ADD);
        double product = lowProduct.add(highProduct).reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            sum += a[aAt + i];
            product += (double) a[aAt + i] * b[bAt + i];
        }
        sums[at] += sum;
        sums[at + 1] += product;
    }

    /** {@code out[outAt + i] += x[at + i]} */
    static void add(int n, float[] x, int at, double[] out, int outAt) {
        int half = DOUBLES.length();
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, at + i);
            DoubleVector.fromArray(DOUBLES, out, outAt + i).add(half(v, 0)).intoArray(out, outAt + i);
            DoubleVector.fromArray(DOUBLES, out, outAt + i + half).add(half(v, 1)).intoArray(out, outAt + i + half);
        }
        for (; i < n; i++) {
            out[outAt + i] += x[at + i];
        }
    }

    /** The largest of {@code x[at + i]}, NaN if one is; negative infinity of none. */
    static float largest(int n, float[] x, int at) {
        FloatVector largest = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            largest = largest.max(FloatVector.fromArray(FLOATS, x, at + i));
        }
        float result = largest.reduceLanes(VectorOperators.MAX);
        for (; i < n; i++) {
            result = Math.max(result, x[at + i]);
        }
        return result;
    }

    /** The lower ({@code which} is 0) or the upper half (1) of a vector, as doubles. */
    private static DoubleVector half(FloatVector v, int which) {
        return (DoubleVector) v.convertShape(VectorOperators.F2D, DOUBLES, which);
    }
}
