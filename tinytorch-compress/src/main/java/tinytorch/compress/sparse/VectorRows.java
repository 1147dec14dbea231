package tinytorch.compress.sparse;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of sparse rows in registers. {@link SparseLoop#ROW_BY_ROW} reads and writes the row of the result for every stored number: two reads and a write for each multiplication. Here a strip of
 * it, four vectors wide, is in registers until its row is done, so that a multiplication costs one read.
 */
final class VectorRows {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int STRIP = 4 * LANES;

    private VectorRows() {
    }

    /** As {@link SparseLoop#run}: strips of four vectors, then of one, the last of them cut off by a mask; a single column by {@link #column}. */
    static void run(CsrMatrix a, int from, int to, float[] b, int bAt, int n, float[] out) {
        if (n == 1) {
            column(a, from, to, b, bAt, out);
            return;
        }
        int j = 0;
        for (; j <= n - STRIP; j += STRIP) {
            strip(a, from, to, b, bAt + j, n, out, j);
        }
        for (; j < n; j += LANES) {
            vector(a, from, to, b, bAt + j, n, out, j, SPECIES.indexInRange(j, n));
        }
    }

    /**
     * The columns from j to {@code j + 4 * LANES - 1} of some rows of the result: for each row four sums begin at 0; every stored number, the same in all lanes ({@link FloatVector#broadcast}), is
     * multiplied with four vectors of its row of b and added ({@link FloatVector#fma}); then the four are written. The rows of b are read at the same columns again and again, and stay in the
     * cache.
     *
     * @param bAt where column j of the first row of b is
     */
    private static void strip(CsrMatrix a, int from, int to, float[] b, int bAt, int n, float[] out, int j) {
        // tito:begin compress.sparse-vectors
        for (int i = from; i < to; i++) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            int end = a.rowStart[i + 1];
            for (int p = a.rowStart[i]; p < end; p++) {
                FloatVector number = FloatVector.broadcast(SPECIES, a.value[p]);
                int at = bAt + a.column[p] * n;
                sum0 = number.fma(FloatVector.fromArray(SPECIES, b, at), sum0);
                sum1 = number.fma(FloatVector.fromArray(SPECIES, b, at + LANES), sum1);
                sum2 = number.fma(FloatVector.fromArray(SPECIES, b, at + 2 * LANES), sum2);
                sum3 = number.fma(FloatVector.fromArray(SPECIES, b, at + 3 * LANES), sum3);
            }
            int row = i * n + j;
            sum0.intoArray(out, row);
            sum1.intoArray(out, row + LANES);
            sum2.intoArray(out, row + 2 * LANES);
            sum3.intoArray(out, row + 3 * LANES);
        }
        // tito:end
    }

    /** The same for one vector of columns, of which the mask may cut off some: {@code fromArray} and {@code intoArray} take it as their last argument. */
    private static void vector(CsrMatrix a, int from, int to, float[] b, int bAt, int n, float[] out, int j, VectorMask<Float> mask) {
        // tito:begin compress.sparse-vectors
        for (int i = from; i < to; i++) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int p = a.rowStart[i]; p < a.rowStart[i + 1]; p++) {
                sum = FloatVector.broadcast(SPECIES, a.value[p]).fma(FloatVector.fromArray(SPECIES, b, bAt + a.column[p] * n, mask), sum);
            }
            sum.intoArray(out, i * n + j, mask);
        }
        // tito:end
    }

    /**
     * The product with a single column: there is no row of b to read, so a vector goes along the stored numbers, and their numbers of b are gathered, {@code b[bAt + column[p]]} for every lane:
     * {@code FloatVector.fromArray(SPECIES, b, bAt, a.column, p)}. What is left after whole vectors is added one by one.
     */
    private static void column(CsrMatrix a, int from, int to, float[] b, int bAt, float[] out) {
        // tito:begin compress.sparse-vectors
        for (int i = from; i < to; i++) {
            FloatVector sums = FloatVector.zero(SPECIES);
            int end = a.rowStart[i + 1];
            int p = a.rowStart[i];
            for (; p <= end - LANES; p += LANES) {
                sums = FloatVector.fromArray(SPECIES, a.value, p).fma(FloatVector.fromArray(SPECIES, b, bAt, a.column, p), sums);
            }
            float sum = sums.reduceLanes(VectorOperators.ADD);
            for (; p < end; p++) {
                sum = Math.fma(a.value[p], b[bAt + a.column[p]], sum);
            }
            out[i] = sum;
        }
        // tito:end
    }
}
