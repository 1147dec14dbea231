package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponential, hyperbolic tangent and error function of a vector of numbers, each within a few ulp.
 *
 * <p>The JDK has vector functions too ({@code lanewise(EXP)}), but once they are compiled they give other last bits than before, and a training would end
 * with other weights each time. These consist of operations that IEEE 754 fixes to the last bit: sums, products, quotients, {@code fma}.
 *
 * <p>There is one formula for all numbers, as a branch can't go two ways for the numbers of one vector. The coefficients were found by least squares,
 * weighted anew until the largest error was smallest.
 */
final class VectorMath {
    private static final VectorSpecies<Float> SPECIES = Tile.SPECIES;

    /** Below, the exponential is 0 as a {@code float}; above, infinite. */
    private static final float SMALLEST = -104;
    private static final float LARGEST = 89;
    private static final float LOG2_E = 1.44269504f;
    /** ln 2 in two parts: the high one has so few digits that its product with a whole number is exact. */
    private static final float LN2_HIGH = 0x1.62e4p-1f;
    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);
    /** So large that the digits behind the point don't fit: adding it rounds, and the last bits of the sum are the whole number. */
    private static final float ROUNDER = 0x1.8p23f;
    /** {@code (exp(r) - 1 - r) / r^2} for |r| up to ln 2 / 2, from the constant up: 3.3e-9 of exp(r). */
    private static final float[] EXP = {0.49999994f, 0.16666515f, 0.041668456f, 0.008369419f, 0.0013813145f};

    /** {@code tanh(x) / x} as a quotient of polynomials in x^2, for |x| up to 9, where it is 1 as a {@code float}: 2.1e-8 of tanh(x). */
    private static final float[] TANH = {1, 0.13381039f, 0.0034956033f, 2.0609303e-5f, 1.3354913e-8f};
    private static final float[] TANH_DIVISOR = {1, 0.46714354f, 0.025877042f, 3.2856586e-4f, 7.7766731e-7f};
    private static final float TANH_END = 9;

    /** The same for {@code erf(x) / x} and |x| up to 3.9: 1.7e-8 of erf(x). */
    private static final float[] ERF = {1.1283791f, 0.18966466f, 0.052667719f, 0.0037382294f, 2.8505529e-4f, 2.0664352e-6f};
    private static final float[] ERF_DIVISOR = {1, 0.50141871f, 0.11381799f, 0.014914051f, 0.0011573398f, 3.8269267e-5f};
    private static final float ERF_END = 3.9f;

    private VectorMath() {
    }

    /** {@code exp(x) = 2^n * exp(r)} with n whole, so that {@code r = x - n ln 2} is small enough for a polynomial. */
    static FloatVector exp(FloatVector x) {
        // Not max and min, which take six instructions each to keep NaN; a comparison with NaN is false anyway.
        FloatVector inside = x.blend(SMALLEST, x.compare(VectorOperators.LT, SMALLEST)).blend(LARGEST, x.compare(VectorOperators.GT, LARGEST));
        FloatVector shifted = inside.fma(broadcast(LOG2_E), broadcast(ROUNDER));
        FloatVector n = shifted.sub(ROUNDER);
        FloatVector r = n.fma(broadcast(-LN2_LOW), n.fma(broadcast(-LN2_HIGH), inside));
        FloatVector power = polynomial(r, EXP).fma(r.mul(r), r).add(1);
        // 2^n may be no float where 2^n exp(r) is one. Its two halves always are.
        IntVector exponent = shifted.viewAsIntegralLanes().sub(Float.floatToRawIntBits(ROUNDER));
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        return power.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
    }

    private static FloatVector powerOfTwo(IntVector exponent) {
        return exponent.add(127).lanewise(VectorOperators.LSHL, 23).viewAsFloatingLanes();
    }

    static FloatVector tanh(FloatVector x) {
        return odd(x, TANH, TANH_DIVISOR, TANH_END);
    }

    static FloatVector erf(FloatVector x) {
        return odd(x, ERF, ERF_DIVISOR, ERF_END);
    }

    /**
     * {@code x p(x^2) / q(x^2)} up to {@code end}, then 1. The two functions rise steeply and then lie flat, and a quotient follows such a bend where a
     * polynomial would need too many terms.
     */
    private static FloatVector odd(FloatVector x, float[] p, float[] q, float end) {
        FloatVector size = x.abs();
        FloatVector inside = size.blend(end, size.compare(VectorOperators.GT, end));
        FloatVector square = inside.mul(inside);
        FloatVector quotient = polynomial(square, p).mul(inside).div(polynomial(square, q));
        return signOf(x, quotient.blend(1, quotient.compare(VectorOperators.GT, 1)));
    }

    /** The sign bit of x on numbers that have none. */
    private static FloatVector signOf(FloatVector x, FloatVector size) {
        return size.viewAsIntegralLanes().or(x.viewAsIntegralLanes().and(Integer.MIN_VALUE)).viewAsFloatingLanes();
    }

    /** {@code c[0] + c[1] x + c[2] x^2 + ...} by Horner's rule. */
    private static FloatVector polynomial(FloatVector x, float[] c) {
        FloatVector sum = broadcast(c[c.length - 1]);
        for (int i = c.length - 2; i >= 0; i--) {
            sum = sum.fma(x, broadcast(c[i]));
        }
        return sum;
    }

    private static FloatVector broadcast(float x) {
        return FloatVector.broadcast(SPECIES, x);
    }
}
