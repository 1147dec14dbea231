package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

import tinytorch.kernels.width.LaneSum;

/**
 * One row times a matrix. Every number of the matrix is used once, so to bring it into another order first, as {@link Product} does, would take longer
 * than the product: it is read where it lies, as whole vectors. This is what a language model does for every token it writes.
 */
final class RowProduct {
    private static final VectorSpecies<Float> SPECIES = Tile.SPECIES;
    private static final int LANES = Tile.LANES;
    /** From this many rows on, {@link Product} is faster. */
    private static final int FEW = 4;

    private RowProduct() {
    }

    /** Whether m rows are few, and they and the matrix have contiguous numbers to read. */
    static boolean fits(int m, int aColumn, int bRow, int bColumn) {
        return m < FEW && aColumn == 1 && (bRow == 1 || bColumn == 1);
    }

    /** {@code out[j] = sum_p a[p] * b[p, j]} for n columns j and k numbers p. */
    static void compute(int n, int k, float[] a, int aAt, float[] b, int bAt, int bRow, int bColumn, float[] out, int outAt) {
        if (bRow == 1) {
            dots(n, k, a, aAt, b, bAt, bColumn, out, outAt);
        } else {
            sums(n, k, a, aAt, b, bAt, bRow, out, outAt);
        }
    }

    /** The columns of b are contiguous: four dot products at a time, so that a is read once for all and four sums don't wait for one another. */
    private static void dots(int n, int k, float[] a, int aAt, float[] b, int bAt, int bColumn, float[] out, int outAt) {
        int j = 0;
        for (; j <= n - 4; j += 4) {
            fourDots(k, a, aAt, b, bAt + j * bColumn, bColumn, out, outAt + j);
        }
        for (; j < n; j++) {
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
        float d0 = LaneSum.of(s0);
        float d1 = LaneSum.of(s1);
        float d2 = LaneSum.of(s2);
        float d3 = LaneSum.of(s3);
        for (; p < k; p++) {
            float x = a[aAt + p];
            d0 = Math.fma(x, b[bAt + p], d0);
            d1 = Math.fma(x, b[b1 + p], d1);
            d2 = Math.fma(x, b[b2 + p], d2);
            d3 = Math.fma(x, b[b3 + p], d3);
        }
        out[outAt] = d0;
        out[outAt + 1] = d1;
        out[outAt + 2] = d2;
        out[outAt + 3] = d3;
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
