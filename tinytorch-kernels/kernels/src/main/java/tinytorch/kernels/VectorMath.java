package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponential, hyperbolic tangent and error function of a vector of numbers, each within a few ulp.
 *
 * <p>The JDK has vector functions too ({@code lanewise(EXP)}), but once they are compiled they give other last bits than before, and a training would end
 * with other weights each time. These consist of operations that IEEE 754 fixes to the last bit: sums, products, quotients, {@code fma}.
 *
 * <p>No one polynomial does for all numbers, and a branch can't go two ways for the numbers of one vector: where there are two formulas, both are computed
 * and one is chosen. The coefficients were found by least squares, weighted anew until the largest error was smallest.
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

    private static final float TANH_NEAR = 0.625f;
    /** {@code (tanh(x) - x) / x^3} as a polynomial in x^2, for |x| up to 0.65: 6.4e-9 of tanh(x). */
    private static final float[] TANH = {-0.33333263f, 0.13330899f, -0.053692967f, 0.020483317f, -0.0055286340f};

    /** {@code erf(x) / x} as a polynomial in x^2, for |x| up to 1: 1.2e-9 of erf(x). */
    private static final float[] ERF_NEAR = {1.1283791f, -0.37612626f, 0.11283585f, -0.026853811f, 0.0051883277f, -8.0101925e-4f, 7.8538578e-5f};
    /** {@code ln(1 - erf(x))} for x from 1 to 4: 1.0e-9 in erf(x). */
    private static final float[] ERF_FAR = {-3.5371835e-4f, -1.1270400f, -0.63822568f, -0.10303737f, 0.021805320f, -0.0029396075f, 1.8557401e-4f};
    /** From here on a {@code float} can't tell erf from 1. */
    private static final float ERF_END = 4;

    private VectorMath() {
    }

    /** {@code exp(x) = 2^n * exp(r)} with n whole, so that {@code r = x - n ln 2} is small enough for a polynomial. */
    static FloatVector exp(FloatVector x) {
        FloatVector inside = x.max(SMALLEST).min(LARGEST);
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

    /** Near 0 a polynomial, as an absolute error would be a large relative one there; further out {@code 1 - 2 / (exp(2 |x|) + 1)}. */
    static FloatVector tanh(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector square = x.mul(x);
        FloatVector near = polynomial(square, TANH).mul(square).fma(x, x);
        FloatVector far = broadcast(1).sub(broadcast(2).div(exp(size.add(size)).add(1)));
        return signOf(x, far).blend(near, size.compare(VectorOperators.LT, TANH_NEAR));
    }

    /** Near 0 a polynomial, for the same reason; further out {@code 1 - exp(q(|x|))}, as the logarithm of {@code 1 - erf} is a smooth curve. */
    static FloatVector erf(FloatVector x) {
        FloatVector size = x.abs();
        VectorMask<Float> isNear = size.compare(VectorOperators.LT, 1);
        FloatVector near = polynomial(x.mul(x), ERF_NEAR).mul(x);
        FloatVector far = broadcast(1).sub(exp(polynomial(size.min(ERF_END), ERF_FAR)));
        return signOf(x, far).blend(near, isNear);
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
