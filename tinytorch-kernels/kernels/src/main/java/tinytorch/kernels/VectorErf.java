package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The error function of a vector of numbers, within two ulp.
 *
 * <p>Two formulas, as no one polynomial does for all: near 0 erf is {@code x * p(x^2)}, where an absolute error would be a large relative one; further out
 * it is {@code 1 - exp(q(|x|))}, where q is the logarithm of {@code erfc}, a very smooth curve. Both are computed and one is chosen, because a branch can't
 * go two ways for the numbers of one vector.
 *
 * <p>The coefficients were found by least squares, weighted anew until the largest error was smallest: 1.2e-9 of the value for p on 0..1, 1.0e-9 in erf
 * for q on 1..4. From 4 on a {@code float} can't tell erf from 1.
 */
final class VectorErf {
    private static final VectorSpecies<Float> SPECIES = Tile.SPECIES;
    /** Of p, from the constant up. */
    private static final float[] NEAR = {1.1283791065216064f, -0.3761262595653534f, 0.1128358542919159f, -0.026853810995817184f,
        0.005188327748328447f, -8.010192541405559e-4f, 7.853857823647559e-5f};
    /** Of q, from the constant up. */
    private static final float[] FAR = {-3.537183511070907e-4f, -1.1270400285720825f, -0.6382256746292114f, -0.10303737223148346f,
        0.02180531993508339f, -0.0029396074824035168f, 1.8557401199359447e-4f};
    private static final float END = 4;

    private VectorErf() {
    }

    static FloatVector of(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector near = polynomial(x.mul(x), NEAR).mul(x);
        FloatVector far = polynomial(size.min(END), FAR).lanewise(VectorOperators.EXP).neg().add(1);
        VectorMask<Float> inside = size.compare(VectorOperators.LT, 1);
        // The sign bit of x on a number that has none.
        FloatVector signed = far.viewAsIntegralLanes().or(x.viewAsIntegralLanes().and(Integer.MIN_VALUE)).viewAsFloatingLanes();
        return signed.blend(near, inside);
    }

    /** By Horner's rule. */
    private static FloatVector polynomial(FloatVector x, float[] c) {
        FloatVector sum = FloatVector.broadcast(SPECIES, c[6]);
        sum = sum.fma(x, FloatVector.broadcast(SPECIES, c[5]));
        sum = sum.fma(x, FloatVector.broadcast(SPECIES, c[4]));
        sum = sum.fma(x, FloatVector.broadcast(SPECIES, c[3]));
        sum = sum.fma(x, FloatVector.broadcast(SPECIES, c[2]));
        sum = sum.fma(x, FloatVector.broadcast(SPECIES, c[1]));
        return sum.fma(x, FloatVector.broadcast(SPECIES, c[0]));
    }
}
