package tinytorch.compress.quant;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * From numbers to whole steps and back, with the Vector API, to the bits of {@link ScalarBytes}: the input of a product is rounded and its sums are rescaled at each call, and that must not take as long
 * as the product.
 */
final class VectorSteps {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    /** As many bytes as there are floats, or more, where so few make no vector. */
    private static final VectorSpecies<Byte> QUARTER = VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, FLOATS.vectorBitSize() / 4)));
    private static final int LANES = FLOATS.length();
    /** Added to a float of size below 2^22 it leaves the nearest whole number, halves to the even one: there are no other floats up there. */
    private static final float ROUND = 3 << 22;
    private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

    private VectorSteps() {
    }

    /**
     * The whole numbers that stand for {@code LANES} numbers. With {@link #ROUND} added, the bits of a float count its whole steps, and they are in the order of the numbers: so they are cut off,
     * infinities too, before the bits of {@code ROUND} are taken away again. ({@code max} and {@code min} of floats have NaN and -0 to think of, and take several instructions each.)
     */
    private static IntVector whole(QuantParameters parameters, float[] x, int at) {
        int none = ROUND_BITS - parameters.zero();
        FloatVector steps = FloatVector.fromArray(FLOATS, x, at).div(parameters.scale());
        IntVector whole = steps.add(ROUND).reinterpretAsInts().max(none + QuantParameters.LEAST).min(none + QuantParameters.LARGEST).sub(none);
        return whole.blend(0, steps.test(VectorOperators.IS_NAN).cast(INTS));
    }

    static void quantize(QuantParameters parameters, int n, float[] x, int at, byte[] out, int outAt) {
        int i = 0;
        for (; i + QUARTER.length() <= n; i += LANES) {
            ((ByteVector) whole(parameters, x, at + i).castShape(QUARTER, 0)).intoArray(out, outAt + i);
        }
        for (; i < n; i++) {
            out[outAt + i] = parameters.quantize(x[at + i]);
        }
    }

    static void quantize(QuantParameters parameters, int n, float[] x, int at, float[] out, int outAt) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            ((FloatVector) whole(parameters, x, at + i).castShape(FLOATS, 0)).intoArray(out, outAt + i);
        }
        for (; i < n; i++) {
            out[outAt + i] = parameters.quantize(x[at + i]);
        }
    }

    static float[] range(int n, float[] x, int at) {
        if (n < LANES) {
            return new ScalarBytes().range(n, x, at);
        }
        IntVector min = ordered(FloatVector.fromArray(FLOATS, x, at));
        IntVector max = min;
        int i = LANES;
        for (; i <= n - LANES; i += LANES) {
            IntVector next = ordered(FloatVector.fromArray(FLOATS, x, at + i));
            min = min.min(next);
            max = max.max(next);
        }
        IntVector last = ordered(FloatVector.fromArray(FLOATS, x, at + n - LANES));   // some of them again
        return new float[] {number(min.min(last).reduceLanes(VectorOperators.MIN)), number(max.max(last).reduceLanes(VectorOperators.MAX))};
    }

    /** The bits of floats, so that the smaller number is the smaller {@code int}: those of negative numbers count the other way, all but the sign is turned. NaN is beyond infinity. */
    private static IntVector ordered(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        return bits.lanewise(VectorOperators.ASHR, 31).and(Integer.MAX_VALUE).lanewise(VectorOperators.XOR, bits);
    }

    /** {@link #ordered} backwards. */
    private static float number(int ordered) {
        return Float.intBitsToFloat(ordered >> 31 & Integer.MAX_VALUE ^ ordered);
    }

    static void rescale(int count, int[] sums, int at, QuantParameters left, int[] bSums, float[] scales, float[] bias, int bAt, float[] out, int outAt) {
        int j = 0;
        for (; j <= count - LANES; j += LANES) {
            IntVector sum = IntVector.fromArray(INTS, sums, at + j).sub(IntVector.fromArray(INTS, bSums, bAt + j).mul(left.zero()));
            FloatVector scale = FloatVector.fromArray(FLOATS, scales, bAt + j).mul(left.scale());
            ((FloatVector) sum.castShape(FLOATS, 0)).mul(scale).add(FloatVector.fromArray(FLOATS, bias, bAt + j)).intoArray(out, outAt + j);
        }
        IntegerProduct.rescale(count - j, sums, at + j, left, bSums, scales, bias, bAt + j, out, outAt + j);
    }

    /** {@link ByteKernel#rescale(int, int[], int, int, float, float, float[], int)}. */
    static void rescale(int count, int[] sums, int at, int correction, float scale, float shift, float[] out, int outAt) {
        int j = 0;
        for (; j <= count - LANES; j += LANES) {
            FloatVector sum = (FloatVector) IntVector.fromArray(INTS, sums, at + j).sub(correction).castShape(FLOATS, 0);
            sum.mul(scale).add(shift).intoArray(out, outAt + j);
        }
        for (; j < count; j++) {
            out[outAt + j] = (sums[at + j] - correction) * scale + shift;
        }
    }
}
