package tinytorch.kernels.width;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The sum of a vector's lanes in one order: the upper half is added to the lower, then the upper quarter of that to the lower, and so on.
 *
 * <p>{@code reduceLanes(VectorOperators.ADD)} leaves the order open. In an interpreted method it is from left to right, in a compiled one another; so the same
 * training would give other bits depending on when the compiler was done, and one that is resumed would not be the one that was stopped.
 */
public final class LaneSum {
    private static final int FLOATS = VectorWidth.LANES;
    private static final VectorShuffle<Float> BY_8 = floats(8);
    private static final VectorShuffle<Float> BY_4 = floats(4);
    private static final VectorShuffle<Float> BY_2 = floats(2);
    private static final VectorShuffle<Float> BY_1 = floats(1);

    private static final int DOUBLES = VectorWidth.DOUBLES.length();
    private static final VectorShuffle<Double> DOUBLES_BY_4 = doubles(4);
    private static final VectorShuffle<Double> DOUBLES_BY_2 = doubles(2);
    private static final VectorShuffle<Double> DOUBLES_BY_1 = doubles(1);

    private static final int HALF = FLOATS / 2;
    private static final int QUARTER = FLOATS / 4;
    private static final VectorShuffle<Float> ACROSS_HALVES = partners(HALF);
    private static final VectorShuffle<Float> ACROSS_QUARTERS = partners(QUARTER);
    private static final VectorShuffle<Float> ACROSS_2 = partners(2 % FLOATS);
    private static final VectorShuffle<Float> ACROSS_1 = partners(1);
    private static final VectorMask<Float> UPPER_HALF = lanes(HALF);
    private static final VectorMask<Float> ODD_QUARTERS = lanes(QUARTER);

    private LaneSum() {
    }

    /** The sum of the lanes of a vector of {@link VectorWidth#FLOATS}. */
    public static float of(FloatVector v) {
        FloatVector sum = v;
        if (FLOATS > 8) {
            sum = sum.add(sum.rearrange(BY_8));
        }
        if (FLOATS > 4) {
            sum = sum.add(sum.rearrange(BY_4));
        }
        sum = sum.add(sum.rearrange(BY_2));
        return sum.add(sum.rearrange(BY_1)).lane(0);
    }

    /**
     * Writes the sums of the lanes of four vectors, each made in the order of {@link #of}. After the first step half of the lanes of a sum say what the other half says; so two vectors go on as one, and then four:
     *
     * <pre>
     * lanes      a a a a a a a a   b b b b b b b b   c c c c c c c c   d d d d d d d d
     * halves     a a a a b b b b                     c c c c d d d d
     * quarters   a a c c b b d d
     * </pre>
     */
    public static void of(FloatVector a, FloatVector b, FloatVector c, FloatVector d, float[] out, int at) {
        FloatVector ab = a.add(a.rearrange(ACROSS_HALVES)).blend(b.add(b.rearrange(ACROSS_HALVES)), UPPER_HALF);
        FloatVector cd = c.add(c.rearrange(ACROSS_HALVES)).blend(d.add(d.rearrange(ACROSS_HALVES)), UPPER_HALF);
        FloatVector sums = ab.add(ab.rearrange(ACROSS_QUARTERS)).blend(cd.add(cd.rearrange(ACROSS_QUARTERS)), ODD_QUARTERS);
        if (QUARTER > 2) {
            sums = sums.add(sums.rearrange(ACROSS_2));
        }
        if (QUARTER > 1) {
            sums = sums.add(sums.rearrange(ACROSS_1));
        }
        out[at] = sums.lane(0);
        out[at + 1] = sums.lane(HALF);
        out[at + 2] = sums.lane(QUARTER);
        out[at + 3] = sums.lane(HALF + QUARTER);
    }

    /** The sum of the lanes of a vector of {@link VectorWidth#DOUBLES}. */
    public static double of(DoubleVector v) {
        DoubleVector sum = v;
        if (DOUBLES > 4) {
            sum = sum.add(sum.rearrange(DOUBLES_BY_4));
        }
        if (DOUBLES > 2) {
            sum = sum.add(sum.rearrange(DOUBLES_BY_2));
        }
        return sum.add(sum.rearrange(DOUBLES_BY_1)).lane(0);
    }

    /** Lane i gets what was in lane i + places, round the end. */
    private static VectorShuffle<Float> floats(int places) {
        return VectorShuffle.iota(VectorWidth.FLOATS, places, 1, true);
    }

    private static VectorShuffle<Double> doubles(int places) {
        return VectorShuffle.iota(VectorWidth.DOUBLES, places, 1, true);
    }

    /** Lane i gets what was in the lane whose number differs in this bit. */
    private static VectorShuffle<Float> partners(int bit) {
        return VectorShuffle.fromOp(VectorWidth.FLOATS, i -> i ^ bit);
    }

    /** The lanes whose number has this bit. */
    private static VectorMask<Float> lanes(int bit) {
        boolean[] has = new boolean[FLOATS];
        for (int i = 0; i < FLOATS; i++) {
            has[i] = (i & bit) != 0;
        }
        return VectorMask.fromArray(VectorWidth.FLOATS, has, 0);
    }
}
