package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

import tinytorch.kernels.width.LaneSum;

/**
 * A few rows times a matrix. Every number of the matrix is used a few times only, so to bring it into another order first, as {@link Product} does, would
 * take longer than the product: it is read where it lies, as whole vectors, and once for all rows. This is what a language model does for every token it
 * writes, for one reader or for several.
 *
 * <p>A sum is made in the same order however many rows there are: a row has the same bits alone and among others.
 */
final class RowProduct {
    private static final VectorSpecies<Float> SPECIES = Tile.SPECIES;
    private static final int LANES = Tile.LANES;
    /** From this many rows on, {@link Product} is faster where the rows of the matrix are contiguous. */
    private static final int FEW = 4;
    /** Where its columns are, as those of a linear layer's weight, {@link Product} is faster for more rows than this. */
    private static final int FEW_DOTS = 32;
    /** Or for more than k / 16: behind every number of the result stands a sum over lanes, which takes the longer part of the time the shorter the columns are. */
    private static final int LENGTH_A_ROW = 16;

    private RowProduct() {
    }

    /** Whether m rows of k numbers are few, and they and the matrix have contiguous numbers to read. */
    static boolean fits(int m, int k, int aColumn, int bRow, int bColumn) {
        if (aColumn != 1) {
            return false;
        }
        return bRow == 1 ? m <= Math.max(2, Math.min(FEW_DOTS, k / LENGTH_A_ROW)) : bColumn == 1 && m < FEW;
    }

    /** {@code out[i, j] = sum_p a[i, p] * b[p, j]} for m rows i, n columns j and k numbers p. */
    static void compute(int m, int n, int k, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow, int bColumn, float[] out, int outAt, int outRow) {
        if (bRow == 1) {
            dots(m, n, k, a, aAt, aRow, b, bAt, bColumn, out, outAt, outRow);
            return;
        }
        for (int i = 0; i < m; i++) {
            sums(n, k, a, aAt + i * aRow, b, bAt, bRow, out, outAt + i * outRow);
        }
    }

    /**
     * The columns of b are contiguous. Four of them come from memory once, and stay in the first cache for all rows: two at a time, so that of six vectors
     * that are loaded eight products are made, and eight sums don't wait for one another.
     */
    private static void dots(int m, int n, int k, float[] a, int aAt, int aRow, float[] b, int bAt, int bColumn, float[] out, int outAt, int outRow) {
        int j = 0;
        for (; j <= n - 4; j += 4) {
            int i = 0;
            for (; i <= m - 2; i += 2) {
                eightDots(k, a, aAt + i * aRow, aRow, b, bAt + j * bColumn, bColumn, out, outAt + i * outRow + j, outRow);
            }
            if (i < m) {
                fourDots(k, a, aAt + i * aRow, b, bAt + j * bColumn, bColumn, out, outAt + i * outRow + j);
            }
        }
        for (int i = 0; i < m && j < n; i++) {
            lastDots(j, n, k, a, aAt + i * aRow, b, bAt, bColumn, out, outAt + i * outRow);
        }
    }

    /** Of one row with the columns from {@code start} on, one by one. */
    private static void lastDots(int start, int n, int k, float[] a, int aAt, float[] b, int bAt, int bColumn, float[] out, int outAt) {
        for (int j = start; j < n; j++) {
            int column = bAt + j * bColumn;
            FloatVector sum = FloatVector.zero(SPECIES);
            int p = 0;
            for (; p <= k - LANES; p += LANES) {
                sum = FloatVector.fromArray(SPECIES, a, aAt + p).fma(FloatVector.fromArray(SPECIES, b, column + p), sum);
            }
            float dot = LaneSum.of(sum);
            for (; p < k; p++) {
                dot = Math.fma(a[aAt + p], b[column + p], dot);
            }
            out[outAt + j] = dot;
        }
    }

    /** Of two rows with four columns. */
    private static void eightDots(int k, float[] a, int aAt, int aRow, float[] b, int bAt, int bColumn, float[] out, int outAt, int outRow) {
        int a1 = aAt + aRow;
        int b1 = bAt + bColumn;
        int b2 = b1 + bColumn;
        int b3 = b2 + bColumn;
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector t0 = s0;
        FloatVector t1 = s0;
        FloatVector t2 = s0;
        FloatVector t3 = s0;
        int p = 0;
        for (; p <= k - LANES; p += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, aAt + p);
            FloatVector y = FloatVector.fromArray(SPECIES, a, a1 + p);
            FloatVector c0 = FloatVector.fromArray(SPECIES, b, bAt + p);
            FloatVector c1 = FloatVector.fromArray(SPECIES, b, b1 + p);
            FloatVector c2 = FloatVector.fromArray(SPECIES, b, b2 + p);
            FloatVector c3 = FloatVector.fromArray(SPECIES, b, b3 + p);
            s0 = x.fma(c0, s0);
            s1 = x.fma(c1, s1);
            s2 = x.fma(c2, s2);
            s3 = x.fma(c3, s3);
            t0 = y.fma(c0, t0);
            t1 = y.fma(c1, t1);
            t2 = y.fma(c2, t2);
            t3 = y.fma(c3, t3);
        }
        LaneSum.of(s0, s1, s2, s3, out, outAt);
        LaneSum.of(t0, t1, t2, t3, out, outAt + outRow);
        if (p < k) {
            rest(p, k, a, aAt, b, bAt, bColumn, out, outAt);
            rest(p, k, a, a1, b, bAt, bColumn, out, outAt + outRow);
        }
    }

    /** Of one row with four columns. */
    private static void fourDots(int k, float[] a, int aAt, float[] b, int bAt, int bColumn, float[] out, int outAt) {
        int b1 = bAt + bColumn;
        int b2 = b1 + bColumn;
        int b3 = b2 + bColumn;
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int p = 0;
        for (; p <= k - LANES; p += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, aAt + p);
            s0 = x.fma(FloatVector.fromArray(SPECIES, b, bAt + p), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, b, b1 + p), s1);
            s2 = x.fma(FloatVector.fromArray(SPECIES, b, b2 + p), s2);
            s3 = x.fma(FloatVector.fromArray(SPECIES, b, b3 + p), s3);
        }
        LaneSum.of(s0, s1, s2, s3, out, outAt);
        if (p < k) {
            rest(p, k, a, aAt, b, bAt, bColumn, out, outAt);
        }
    }

    /** Adds what is left from {@code start} on to the dot products of one row with four columns. */
    private static void rest(int start, int k, float[] a, int aAt, float[] b, int bAt, int bColumn, float[] out, int outAt) {
        for (int j = 0; j < 4; j++) {
            int column = bAt + j * bColumn;
            float dot = out[outAt + j];
            for (int p = start; p < k; p++) {
                dot = Math.fma(a[aAt + p], b[column + p], dot);
            }
            out[outAt + j] = dot;
        }
    }

    /** The rows of b are contiguous: two vectors of columns at a time, whose sums stay in registers while p runs. */
    private static void sums(int n, int k, float[] a, int aAt, float[] b, int bAt, int bRow, float[] out, int outAt) {
        int j = 0;
        for (; j <= n - Tile.WIDTH; j += Tile.WIDTH) {
            FloatVector left = FloatVector.zero(SPECIES);
            FloatVector right = left;
            for (int p = 0; p < k; p++) {
                FloatVector x = FloatVector.broadcast(SPECIES, a[aAt + p]);
                left = x.fma(FloatVector.fromArray(SPECIES, b, bAt + p * bRow + j), left);
                right = x.fma(FloatVector.fromArray(SPECIES, b, bAt + p * bRow + j + LANES), right);
            }
            left.intoArray(out, outAt + j);
            right.intoArray(out, outAt + j + LANES);
        }
        for (; j < n; j++) {
            float sum = 0;
            for (int p = 0; p < k; p++) {
                sum = Math.fma(a[aAt + p], b[bAt + p * bRow + j], sum);
            }
            out[outAt + j] = sum;
        }
    }
}
