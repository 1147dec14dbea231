package tinytorch.kernels.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import tinytorch.kernels.width.VectorWidth;

/**
 * What the loops of this package share: vectors of the machine's own width, the few numbers at the end of a row that fill none, and the exponential.
 *
 * <p>A function of a vector, such as {@link #exp}, is called within a loop and becomes part of it, if it is short (325 bytes of byte code,
 * {@code FreqInlineSize}): then its result is in a register when the next operation asks for it. If it did not, each vector would become an object.
 */
public final class Vectors {
    /** As wide as all vectors of this module. */
    public static final VectorSpecies<Float> SPECIES = VectorWidth.FLOATS;
    /** Numbers in a vector. */
    public static final int LANES = VectorWidth.LANES;

    private static final float LOG2_E = 1.44269504f;
    /** ln 2 in two parts: the high one has so few digits that its product with a whole number is exact. */
    private static final float LN2_HIGH = 0x1.62e4p-1f;
    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);
    /** So large that the digits behind the point don't fit: adding it rounds, and the last bits of the sum are the whole number. */
    private static final float ROUNDER = 0x1.8p23f;
    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

    private Vectors() {
    }

    /** The vector that begins at {@code x[at]}. */
    public static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(SPECIES, x, at);
    }

    /** The numbers from {@code x[at]} on in the lanes of {@code some}, and 0 in the others: nothing behind the array is read. */
    public static FloatVector load(float[] x, int at, VectorMask<Float> some) {
        return FloatVector.fromArray(SPECIES, x, at, some);
    }

    /** The lanes that the numbers {@code from} to {@code to - 1} fill, counted from the first; there may be fewer or more of them than lanes. */
    public static VectorMask<Float> lanes(int from, int to) {
        return SPECIES.indexInRange(from, to);
    }

    /**
     * {@code exp(x) = 2^n * exp(r)} in every lane, with n whole, so that {@code r = x - n ln 2} is small enough for a polynomial. Within 2 units in
     * the last place; 0 from -104 down, infinite from 89 up, NaN of NaN.
     *
     * <p>The polynomial is that of {@code (exp(r) - 1 - r) / r^2} for |r| up to ln 2 / 2, to 3.3e-9 of exp(r); its coefficients were found by least squares, weighted anew until the largest
     * error was smallest.
     */
    public static FloatVector exp(FloatVector x) {
        // Not max and min, which take six instructions each to keep NaN; a comparison with NaN is false anyway.
        FloatVector inside = x.blend(-104, x.compare(VectorOperators.LT, -104)).blend(89, x.compare(VectorOperators.GT, 89));
        FloatVector shifted = inside.fma(LOG2_E, ROUNDER);
        FloatVector power = rest(inside, shifted.sub(ROUNDER));
        // 2^n may be no float where 2^n exp(r) is one. Its two halves always are: their bits are the exponent, 127 more, 23 places to the left.
        IntVector exponent = shifted.viewAsIntegralLanes().sub(ROUNDER_BITS);
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        return power.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
    }

    /**
     * {@link #exp} of numbers up to 0, as a softmax has them, in two thirds of the instructions: nothing can overflow, and what is too small to be a normal number (from -87 down)
     * is taken for 0 at the end, so that 2^n is always a float.
     */
    public static FloatVector expUpTo0(FloatVector x) {
        FloatVector shifted = x.fma(LOG2_E, ROUNDER);
        FloatVector power = rest(x, shifted.sub(ROUNDER));
        return power.mul(powerOfTwo(shifted.viewAsIntegralLanes())).blend(0, x.compare(VectorOperators.LT, -87));
    }

    /** exp(r) of what is left of x: {@code r = x - whole * ln 2}. */
    private static FloatVector rest(FloatVector x, FloatVector whole) {
        FloatVector r = whole.fma(broadcast(-LN2_LOW), whole.fma(broadcast(-LN2_HIGH), x));
        FloatVector polynomial = r.fma(0.0013813145f, 0.008369419f).fma(r, broadcast(0.041668456f)).fma(r, broadcast(0.16666515f)).fma(r, broadcast(0.49999994f));
        return polynomial.fma(r.mul(r), r).add(1);
    }

    private static FloatVector powerOfTwo(IntVector exponent) {
        return exponent.add(127).lanewise(VectorOperators.LSHL, 23).viewAsFloatingLanes();
    }

    private static FloatVector broadcast(float x) {
        return FloatVector.broadcast(SPECIES, x);
    }
}
