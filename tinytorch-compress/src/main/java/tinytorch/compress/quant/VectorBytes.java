package tinytorch.compress.quant;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of bytes with the Vector API, which knows no instruction that multiplies bytes. There are two ways around that, and both give the exact whole numbers:
 *
 * <ul>
 * <li><b>as {@code short}s</b>, twice as many to a vector as {@code float}s. A product of two bytes fits into one, and so does the sum of two products; then the sums are
 *     taken apart into {@code int}s. Best for one row, where what counts is that a weight takes a byte of memory bandwidth.
 * <li><b>as {@code float}s</b>, whose multiply-add is one instruction. Whole numbers up to 2^24 are exact in them, so {@value ByteKernel#EXACT} products can be added before the
 *     sum is turned into an {@code int}. Best for many rows, where a weight that was converted once is used for all rows of a tile.
 * </ul>
 */
final class VectorBytes implements ByteKernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, FLOATS.vectorShape());
    /** As many bytes as there are shorts, and as there are floats (or more, where so few make no vector). */
    private static final VectorSpecies<Byte> HALF = VectorSpecies.of(byte.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));
    private static final VectorSpecies<Byte> QUARTER = VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, FLOATS.vectorBitSize() / 4)));
    private static final int LANES = FLOATS.length();
    private static final int WIDTH = 2 * LANES;

    @Override
    public int width() {
        return WIDTH;
    }

    /** {@code SHORTS.length()} bytes as shorts. */
    private static ShortVector shorts(byte[] panel, int at) {
        return (ShortVector) ByteVector.fromArray(HALF, panel, at).castShape(SHORTS, 0);
    }

    /** {@code LANES} bytes as floats. */
    private static FloatVector floats(byte[] panel, int at) {
        return (FloatVector) ByteVector.fromArray(QUARTER, panel, at).castShape(FLOATS, 0);
    }

    /** The shorts at even places, as ints. An int of the same bits holds an even short in its lower half: shifted up and down again, its sign fills the upper half. */
    private static IntVector even(ShortVector sums) {
        return sums.reinterpretAsInts().lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
    }

    /** The shorts at odd places, the upper halves, as ints. */
    private static IntVector odd(ShortVector sums) {
        return sums.reinterpretAsInts().lanewise(VectorOperators.ASHR, 16);
    }

    /**
     * Steps p and p + 1 at once. With a vector of {@link #shorts} for each, that is all {@link #WIDTH} columns:
     *
     * <pre>
     * pair = a[p] * panel[p, all j] + a[p + 1] * panel[p + 1, all j]        in shorts, exact
     * evenSums += even(pair),  oddSums += odd(pair)                          in ints
     * </pre>
     *
     * At the end column j's sum is lane j / 2 of {@code evenSums} or of {@code oddSums}.
     */
    @Override
    public void row(int k, short[] a, int aAt, byte[] panel, int at, int[] out, int outAt) {
        // tito:begin compress.row
        IntVector evenSums = IntVector.zero(INTS);
        IntVector oddSums = evenSums;
        int from = at;
        for (int p = 0; p < k; p += 2) {
            ShortVector pair = shorts(panel, from).mul(a[aAt + p]).add(shorts(panel, from + WIDTH).mul(a[aAt + p + 1]));
            evenSums = evenSums.add(even(pair));
            oddSums = oddSums.add(odd(pair));
            from += 2 * WIDTH;
        }
        for (int j = 0; j < LANES; j++) {
            out[outAt + 2 * j] = evenSums.lane(j);
            out[outAt + 2 * j + 1] = oddSums.lane(j);
        }
        // tito:end
    }

    /**
     * For every p the two vectors of the panel's row, as {@link #floats}; for each of the six rows its number a[i, p] in all lanes, multiplied and added ({@code fma}) to the two
     * sums of that row. The twelve sums stay in registers while p runs.
     *
     * <p>They are written as {@code float}s: a conversion to {@code int}s here, of vectors that the loop carries, would make the compiler keep them in memory, and the whole loop took three times as
     * long (JDK 25).
     */
    @Override
    public void tile(int k, float[] a, int aAt, int aRow, byte[] panel, int at, float[] sums) {
        // tito:begin compress.tile
        int row1 = aAt + aRow;
        int row2 = row1 + aRow;
        int row3 = row2 + aRow;
        int row4 = row3 + aRow;
        int row5 = row4 + aRow;
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        FloatVector s40 = s00;
        FloatVector s41 = s00;
        FloatVector s50 = s00;
        FloatVector s51 = s00;
        int from = at;
        for (int p = 0; p < k; p++) {
            FloatVector left = floats(panel, from);
            FloatVector right = floats(panel, from + LANES);
            FloatVector number = FloatVector.broadcast(FLOATS, a[aAt + p]);
            s00 = number.fma(left, s00);
            s01 = number.fma(right, s01);
            number = FloatVector.broadcast(FLOATS, a[row1 + p]);
            s10 = number.fma(left, s10);
            s11 = number.fma(right, s11);
            number = FloatVector.broadcast(FLOATS, a[row2 + p]);
            s20 = number.fma(left, s20);
            s21 = number.fma(right, s21);
            number = FloatVector.broadcast(FLOATS, a[row3 + p]);
            s30 = number.fma(left, s30);
            s31 = number.fma(right, s31);
            number = FloatVector.broadcast(FLOATS, a[row4 + p]);
            s40 = number.fma(left, s40);
            s41 = number.fma(right, s41);
            number = FloatVector.broadcast(FLOATS, a[row5 + p]);
            s50 = number.fma(left, s50);
            s51 = number.fma(right, s51);
            from += WIDTH;
        }
        put(s00, s01, sums, 0);
        put(s10, s11, sums, WIDTH);
        put(s20, s21, sums, 2 * WIDTH);
        put(s30, s31, sums, 3 * WIDTH);
        put(s40, s41, sums, 4 * WIDTH);
        put(s50, s51, sums, 5 * WIDTH);
        // tito:end
    }

    /** Writes a row's sums. */
    private static void put(FloatVector left, FloatVector right, float[] sums, int at) {
        left.intoArray(sums, at);
        right.intoArray(sums, at + LANES);
    }

    @Override
    public boolean takes(int group) {
        return group % (2 * LANES) == 0 && QUARTER.length() == LANES;
    }

    @Override
    public float nibbles(int groups, int group, float[] even, float[] odd, byte[] packed, int at, float[] scales, int scalesAt) {
        FloatVector total = FloatVector.zero(FLOATS);
        int bytes = group / 2;
        for (int g = 0; g < groups; g++) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int i = g * bytes; i < (g + 1) * bytes; i += LANES) {
                IntVector pairs = (IntVector) ByteVector.fromArray(QUARTER, packed, at + i).castShape(INTS, 0);
                FloatVector low = (FloatVector) pairs.and(15).sub(Int4Weight.OFFSET).castShape(FLOATS, 0);
                FloatVector high = (FloatVector) pairs.lanewise(VectorOperators.LSHR, 4).and(15).sub(Int4Weight.OFFSET).castShape(FLOATS, 0);
                sum = FloatVector.fromArray(FLOATS, odd, i).fma(high, FloatVector.fromArray(FLOATS, even, i).fma(low, sum));
            }
            total = sum.fma(FloatVector.broadcast(FLOATS, scales[scalesAt + g]), total);
        }
        return total.reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void quantize(QuantParameters parameters, int n, float[] x, int at, byte[] out, int outAt) {
        VectorSteps.quantize(parameters, n, x, at, out, outAt);
    }

    @Override
    public void quantize(QuantParameters parameters, int n, float[] x, int at, float[] out, int outAt) {
        VectorSteps.quantize(parameters, n, x, at, out, outAt);
    }

    @Override
    public float[] range(int n, float[] x, int at) {
        return VectorSteps.range(n, x, at);
    }

    @Override
    public void rescale(int count, int[] sums, int at, QuantParameters left, int[] bSums, float[] scales, float[] bias, int bAt, float[] out, int outAt) {
        VectorSteps.rescale(count, sums, at, left, bSums, scales, bias, bAt, out, outAt);
    }

    @Override
    public void rescale(int count, int[] sums, int at, int correction, float scale, float shift, float[] out, int outAt) {
        VectorSteps.rescale(count, sums, at, correction, scale, shift, out, outAt);
    }
}
