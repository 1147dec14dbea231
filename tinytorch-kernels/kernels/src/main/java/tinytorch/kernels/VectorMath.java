package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import tinytorch.kernels.fused.Vectors;

/**
 * Exponential, hyperbolic tangent and error function of rows of whole vectors, each within a few ulp.
 *
 * <p>The JDK has vector functions too ({@code lanewise(EXP)}), but once they are compiled they give other last bits than before, and a training would end
 * with other weights each time. These consist of operations that IEEE 754 fixes to the last bit: sums, products, quotients, {@code fma}.
 *
 * <p>There is one formula for all numbers, as a branch can't go two ways for the numbers of one vector. The coefficients were found by least squares,
 * weighted anew until the largest error was smallest.
 *
 * <p>The exponential is {@link Vectors#exp}. The other loop is spelt out, constants in front. The compiler counts what it puts into one method, and with several such functions in one it gave up halfway
 * (at 18,000 nodes, JDK 25): the rest of the vectors became objects, and an exponential took 50 times as long. Methods as long as that one it leaves by
 * themselves (more than 325 bytes, {@code FreqInlineSize}).
 */
final class VectorMath {
    private static final VectorSpecies<Float> SPECIES = Tile.SPECIES;
    private static final int LANES = Tile.LANES;

    /** {@code tanh(x) / x} as a quotient of polynomials in x^2, for |x| up to 9, where it is 1 as a {@code float}: 2.1e-8 of tanh(x). */
    private static final float[] TANH = {1, 0.13381039f, 0.0034956033f, 2.0609303e-5f, 1.3354913e-8f, 0};
    private static final float[] TANH_DIVISOR = {1, 0.46714354f, 0.025877042f, 3.2856586e-4f, 7.7766731e-7f, 0};
    private static final float TANH_END = 9;

    /** The same for {@code erf(x) / x} and |x| up to 3.9: 1.7e-8 of erf(x). */
    private static final float[] ERF = {1.1283791f, 0.18966466f, 0.052667719f, 0.0037382294f, 2.8505529e-4f, 2.0664352e-6f};
    private static final float[] ERF_DIVISOR = {1, 0.50141871f, 0.11381799f, 0.014914051f, 0.0011573398f, 3.8269267e-5f};
    private static final float ERF_END = 3.9f;

    private VectorMath() {
    }

    /** {@link Vectors#exp} */
    static void exp(int n, float[] x, int at, float[] out, int outAt) {
        for (int i = 0; i < n; i += LANES) {
            Vectors.exp(Tile.vector(x, at + i)).intoArray(out, outAt + i);
        }
    }

    static void tanh(int n, float[] x, int at, float[] out, int outAt) {
        odd(n, x, at, TANH, TANH_DIVISOR, TANH_END, out, outAt);
    }

    static void erf(int n, float[] x, int at, float[] out, int outAt) {
        odd(n, x, at, ERF, ERF_DIVISOR, ERF_END, out, outAt);
    }

    /**
     * {@code x p(x^2) / q(x^2)} up to {@code end}, then 1, with the sign of x. The two functions rise steeply and then lie flat, and a quotient follows such a
     * bend where a polynomial would need too many terms. Polynomials by Horner's rule.
     */
    private static void odd(int n, float[] x, int at, float[] p, float[] q, float end, float[] out, int outAt) {
        FloatVector ends = broadcast(end);
        FloatVector one = broadcast(1);
        FloatVector p0 = broadcast(p[0]);
        FloatVector p1 = broadcast(p[1]);
        FloatVector p2 = broadcast(p[2]);
        FloatVector p3 = broadcast(p[3]);
        FloatVector p4 = broadcast(p[4]);
        FloatVector p5 = broadcast(p[5]);
        FloatVector q0 = broadcast(q[0]);
        FloatVector q1 = broadcast(q[1]);
        FloatVector q2 = broadcast(q[2]);
        FloatVector q3 = broadcast(q[3]);
        FloatVector q4 = broadcast(q[4]);
        FloatVector q5 = broadcast(q[5]);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, at + i);
            FloatVector size = v.abs();
            FloatVector inside = size.blend(ends, size.compare(VectorOperators.GT, ends));
            FloatVector square = inside.mul(inside);
            FloatVector above = p5.fma(square, p4).fma(square, p3).fma(square, p2).fma(square, p1).fma(square, p0).mul(inside);
            FloatVector below = q5.fma(square, q4).fma(square, q3).fma(square, q2).fma(square, q1).fma(square, q0);
            FloatVector quotient = above.div(below);
            FloatVector result = quotient.blend(one, quotient.compare(VectorOperators.GT, one));
            IntVector sign = v.viewAsIntegralLanes().and(Integer.MIN_VALUE);
            result.viewAsIntegralLanes().or(sign).viewAsFloatingLanes().intoArray(out, outAt + i);
        }
    }

    private static FloatVector broadcast(float x) {
        return FloatVector.broadcast(SPECIES, x);
    }
}
