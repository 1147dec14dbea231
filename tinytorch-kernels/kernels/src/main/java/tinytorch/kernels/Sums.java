package tinytorch.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of contiguous rows, gathered in {@code double} in several vectors at once: one sum alone would wait four cycles for each addition.
 */
final class Sums {
    /** As many floats as a vector of doubles has lanes, so that one turns into the other. */
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    private Sums() {
    }

    /** {@code sum_i x[at + i]} */
    static double sum(int n, float[] x, int at) {
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = low;
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, at + i);
            low = low.add(v.convertShape(VectorOperators.F2D, DOUBLES, 0));
            high = high.add(v.convertShape(VectorOperators.F2D, DOUBLES, 1));
        }
        double sum = low.add(high).reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            sum += x[at + i];
        }
        return sum;
    }

    /** {@code sum_i a[aAt + i] * b[bAt + i]} */
    static double dot(int n, float[] a, int aAt, float[] b, int bAt) {
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = low;
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, a, aAt + i);
            FloatVector w = FloatVector.fromArray(FLOATS, b, bAt + i);
            low = ((DoubleVector) v.convertShape(VectorOperators.F2D, DOUBLES, 0)).fma((DoubleVector) w.convertShape(VectorOperators.F2D, DOUBLES, 0), low);
            high = ((DoubleVector) v.convertShape(VectorOperators.F2D, DOUBLES, 1)).fma((DoubleVector) w.convertShape(VectorOperators.F2D, DOUBLES, 1), high);
        }
        double sum = low.add(high).reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            sum += (double) a[aAt + i] * b[bAt + i];
        }
        return sum;
    }
}
