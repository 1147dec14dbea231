package tinytorch.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import tinytorch.kernels.width.LaneSum;
import tinytorch.kernels.width.VectorWidth;

/**
 * Sums of contiguous rows, gathered in {@code double} in several vectors at once: one sum alone would wait four cycles for each addition.
 */
final class Sums {
    private static final VectorSpecies<Float> FLOATS = Tile.SPECIES;
    private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
    private static final int LANES = Tile.LANES;
    /** Doubles in a vector: half as many as floats. */
    private static final int HALF = DOUBLES.length();

    private Sums() {
    }

    /** {@code sum_i x[at + i]}. The additions are all there is to do, so four sums: with two, each would still wait for the one before. */
    static double sum(int n, float[] x, int at) {
        DoubleVector first = DoubleVector.zero(DOUBLES);
        DoubleVector second = DoubleVector.zero(DOUBLES);
        DoubleVector third = DoubleVector.zero(DOUBLES);
        DoubleVector fourth = DoubleVector.zero(DOUBLES);
        int i = 0;
        for (; i <= n - 4 * HALF; i += 4 * HALF) {
            first = first.add(doubles(x, at + i));
            second = second.add(doubles(x, at + i + HALF));
            third = third.add(doubles(x, at + i + 2 * HALF));
            fourth = fourth.add(doubles(x, at + i + 3 * HALF));
        }
        for (; i <= n - HALF; i += HALF) {
            first = first.add(doubles(x, at + i));
        }
        double sum = LaneSum.of(first.add(second).add(third.add(fourth)));
        for (; i < n; i++) {
            sum += x[at + i];
        }
        return sum;
    }

    /**
     * {@code sum_i a[aAt + i] * b[bAt + i]}, in {@code double}: there the product of two floats is exact, and small terms don't vanish beside a large sum. Every
     * gradient's norm and every variance comes through here.
     *
     * <p>A vector holds {@code HALF} doubles, half as many as floats; {@link #doubles} loads and converts so many. Two vectors of each row go into two sums, which
     * don't wait for one another. At the end they are added, and the lanes of that too: {@link LaneSum#of(DoubleVector)}. What is left of the rows is added one
     * by one, and its products are {@code double} too.
     *
     * <p>Worked example: a = 1e8 1 -1e8, b = 1 1 1 give 1. As {@code float}, 1e8 + 1 is 1e8, and the sum would be 0.
     */
    static double dot(int n, float[] a, int aAt, float[] b, int bAt) {
        // tito:begin kernels.dot
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = low;
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            low = doubles(a, aAt + i).fma(doubles(b, bAt + i), low);
            high = doubles(a, aAt + i + HALF).fma(doubles(b, bAt + i + HALF), high);
        }
        double sum = LaneSum.of(low.add(high));
        for (; i < n; i++) {
            sum += (double) a[aAt + i] * b[bAt + i];
        }
        return sum;
        // tito:end
    }

    /** Adds {@code sum_i a[aAt + i]} to {@code sums[at]} and {@code sum_i a[aAt + i] * b[bAt + i]} to {@code sums[at + 1]}. */
    static void both(int n, float[] a, int aAt, float[] b, int bAt, double[] sums, int at) {
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = DoubleVector.zero(DOUBLES);
        DoubleVector lowProduct = DoubleVector.zero(DOUBLES);
        DoubleVector highProduct = DoubleVector.zero(DOUBLES);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector first = doubles(a, aAt + i);
            DoubleVector second = doubles(a, aAt + i + HALF);
            low = low.add(first);
            high = high.add(second);
            lowProduct = first.fma(doubles(b, bAt + i), lowProduct);
            highProduct = second.fma(doubles(b, bAt + i + HALF), highProduct);
        }
        double sum = LaneSum.of(low.add(high));
        double product = LaneSum.of(lowProduct.add(highProduct));
        for (; i < n; i++) {
            sum += a[aAt + i];
            product += (double) a[aAt + i] * b[bAt + i];
        }
        sums[at] += sum;
        sums[at + 1] += product;
    }

    /** {@code out[outAt + i] += x[at + i]} */
    static void add(int n, float[] x, int at, double[] out, int outAt) {
        int i = 0;
        for (; i <= n - HALF; i += HALF) {
            DoubleVector.fromArray(DOUBLES, out, outAt + i).add(doubles(x, at + i)).intoArray(out, outAt + i);
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

    /** {@code HALF} floats from {@code at} on, as doubles. */
    private static DoubleVector doubles(float[] x, int at) {
        return (DoubleVector) FloatVector.fromArray(VectorWidth.HALF_FLOATS, x, at).convertShape(VectorOperators.F2D, DOUBLES, 0);
    }
}
