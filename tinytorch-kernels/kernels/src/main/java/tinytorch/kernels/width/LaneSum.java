package tinytorch.kernels.width;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
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
}
