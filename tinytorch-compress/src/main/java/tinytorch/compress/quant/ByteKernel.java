package tinytorch.compress.quant;

import java.util.logging.Logger;

/**
 * The innermost loops of products of bytes. The right matrix lies in {@link Panels}: columns of the result side by side, so that a vector holds neighbours and no sum has to be gathered from its lanes.
 */
interface ByteKernel {
    /** Rows of a tile. */
    int TILE = 6;
    /** How many products of two bytes a {@code float} can add up and stay exact: {@code 1024 * 128 * 128 = 2^24}. */
    int EXACT = 1024;
    /** The quickest that this JVM can run. */
    ByteKernel ACTIVE = choose();

    private static ByteKernel choose() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            return new VectorBytes();
        }
        Logger.getLogger(ByteKernel.class.getName()).info("Products of bytes run in plain loops: this JVM was started without --add-modules jdk.incubator.vector.");
        return new ScalarBytes();
    }

    /** How many columns of the result lie side by side in a panel. */
    int width();

    /**
     * One row times a panel: {@code out[j] = sum_p a[p] * panel[p, j]} for all columns j of it.
     *
     * @param k     an even number: what is missing is filled up with zeros. Two products of bytes, of which one is at least -127, fit into a {@code short}
     * @param panel element (p, j) at {@code at + p * width + j}
     */
    void row(int k, short[] a, int aAt, byte[] panel, int at, int[] out, int outAt);

    /**
     * {@value #TILE} rows times a panel: {@code sums[i, j] = sum_p a[i, p] * panel[p, j]}, whole numbers as {@code float}s.
     *
     * @param k    at most {@link #EXACT}
     * @param a    whole numbers; row i begins at {@code aAt + i * aRow}
     * @param sums row i begins at {@code i * width}
     */
    void tile(int k, float[] a, int aAt, int aRow, byte[] panel, int at, float[] sums);

    /** {@link IntegerProduct#rescale}, to the same bits. */
    void rescale(int count, int[] sums, int at, QuantParameters left, int[] bSums, float[] scales, float[] bias, int bAt, float[] out, int outAt);

    /** {@code out[j] = (sums[j] - correction) * scale + shift}: what the sums of one row stand for where the zero point is that of the columns. */
    void rescale(int count, int[] sums, int at, int correction, float scale, float shift, float[] out, int outAt);

    /**
     * The product of a row of numbers with one of four-bit numbers, as {@link Int4Weight} packs them, for whole groups: {@code sum_g scales[g] sum_p a[p] q[p]}.
     *
     * @param even numbers 0, 2, 4, ... of a
     * @param odd  numbers 1, 3, 5, ...
     */
    float nibbles(int groups, int group, float[] even, float[] odd, byte[] packed, int at, float[] scales, int scalesAt);

    /** Whether {@link #nibbles} can do groups of this length. */
    boolean takes(int group);

    /** {@link QuantParameters#quantize} of every number: {@code out[i] = quantize(x[at + i])} for i from 0 to n - 1. */
    void quantize(QuantParameters parameters, int n, float[] x, int at, byte[] out, int outAt);

    /** The same whole numbers as {@code float}s. */
    void quantize(QuantParameters parameters, int n, float[] x, int at, float[] out, int outAt);

    /** The least and the largest of {@code x[at]} to {@code x[at + n - 1]}; NaN if one is. */
    float[] range(int n, float[] x, int at);
}
