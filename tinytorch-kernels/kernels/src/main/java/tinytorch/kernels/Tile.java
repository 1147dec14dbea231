package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of the matrix product: a tile of a few rows and two vectors of columns of the result stays in registers
 * while k products are added to each of its elements.
 *
 * <p>Of the 16 registers that AVX2 has, a tile of 6 rows fills 12; two hold a row of {@code b} and one an element of {@code a}.
 * So each step loads 2 vectors and 6 numbers, and multiplies and adds 12 vectors: the arithmetic units, not the loads, set the
 * pace. The twelve sums don't wait for one another, as a multiply-add takes four cycles and two can start in each. (Goto and van
 * de Geijn, "Anatomy of High-Performance Matrix Multiplication", 2008.)
 *
 * <p>There is no branch inside: one that the compiler has never seen taken would, when it is, throw the compiled code away.
 */
final class Tile {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    /** Rows of the high tile, and of the low one that takes most of what is left. */
    static final int HIGH = 6;
    static final int LOW = 4;
    /** Columns. */
    static final int WIDTH = 2 * LANES;

    /** A row of zeros, to start sums from. */
    static final float[] ZEROS = new float[WIDTH];

    private Tile() {
    }

    /** Copies {@link #WIDTH} numbers. */
    static void copyRow(float[] from, int fromAt, float[] to, int toAt) {
        FloatVector.fromArray(SPECIES, from, fromAt).intoArray(to, toAt);
        FloatVector.fromArray(SPECIES, from, fromAt + LANES).intoArray(to, toAt + LANES);
    }

    /**
     * {@code c[i, j] = from[i, j] + sum_p a[i, p] * b[p, j]} for 6 rows i and {@link #WIDTH} columns j.
     *
     * @param a    rows {@code aRow} apart, each contiguous
     * @param b    packed: row p is at {@code bAt + p * WIDTH}
     * @param from where the sums start: {@code c} itself to add to it, or {@link #ZEROS} with {@code fromRow} 0. So a product is written once, not cleared first
     * @param c    rows {@code cRow} apart, each contiguous
     */
    static void addHigh(int k, float[] a, int aAt, int aRow, float[] b, int bAt,
            float[] from, int fromAt, int fromRow, float[] c, int cAt, int cRow) {
        int a0 = aAt;
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int a4 = a3 + aRow;
        int a5 = a4 + aRow;
        int c0 = cAt;
        int c1 = c0 + cRow;
        int c2 = c1 + cRow;
        int c3 = c2 + cRow;
        int c4 = c3 + cRow;
        int c5 = c4 + cRow;
        int f0 = fromAt;
        int f1 = f0 + fromRow;
        int f2 = f1 + fromRow;
        int f3 = f2 + fromRow;
        int f4 = f3 + fromRow;
        int f5 = f4 + fromRow;
        FloatVector s00 = FloatVector.fromArray(SPECIES, from, f0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, from, f0 + LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, from, f1);
        FloatVector s11 = FloatVector.fromArray(SPECIES, from, f1 + LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, from, f2);
        FloatVector s21 = FloatVector.fromArray(SPECIES, from, f2 + LANES);
        FloatVector s30 = FloatVector.fromArray(SPECIES, from, f3);
        FloatVector s31 = FloatVector.fromArray(SPECIES, from, f3 + LANES);
        FloatVector s40 = FloatVector.fromArray(SPECIES, from, f4);
        FloatVector s41 = FloatVector.fromArray(SPECIES, from, f4 + LANES);
        FloatVector s50 = FloatVector.fromArray(SPECIES, from, f5);
        FloatVector s51 = FloatVector.fromArray(SPECIES, from, f5 + LANES);
        for (int p = 0; p < k; p++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, bAt + p * WIDTH);
            FloatVector right = FloatVector.fromArray(SPECIES, b, bAt + p * WIDTH + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p]);
            s00 = x.fma(left, s00);
            s01 = x.fma(right, s01);
            x = FloatVector.broadcast(SPECIES, a[a1 + p]);
            s10 = x.fma(left, s10);
            s11 = x.fma(right, s11);
            x = FloatVector.broadcast(SPECIES, a[a2 + p]);
            s20 = x.fma(left, s20);
            s21 = x.fma(right, s21);
            x = FloatVector.broadcast(SPECIES, a[a3 + p]);
            s30 = x.fma(left, s30);
            s31 = x.fma(right, s31);
            x = FloatVector.broadcast(SPECIES, a[a4 + p]);
            s40 = x.fma(left, s40);
            s41 = x.fma(right, s41);
            x = FloatVector.broadcast(SPECIES, a[a5 + p]);
            s50 = x.fma(left, s50);
            s51 = x.fma(right, s51);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + LANES);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + LANES);
    }

    /** As {@link #addHigh}, for 4 rows. */
    static void addLow(int k, float[] a, int aAt, int aRow, float[] b, int bAt,
            float[] from, int fromAt, int fromRow, float[] c, int cAt, int cRow) {
        int a0 = aAt;
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int c0 = cAt;
        int c1 = c0 + cRow;
        int c2 = c1 + cRow;
        int c3 = c2 + cRow;
        int f0 = fromAt;
        int f1 = f0 + fromRow;
        int f2 = f1 + fromRow;
        int f3 = f2 + fromRow;
        FloatVector s00 = FloatVector.fromArray(SPECIES, from, f0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, from, f0 + LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, from, f1);
        FloatVector s11 = FloatVector.fromArray(SPECIES, from, f1 + LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, from, f2);
        FloatVector s21 = FloatVector.fromArray(SPECIES, from, f2 + LANES);
        FloatVector s30 = FloatVector.fromArray(SPECIES, from, f3);
        FloatVector s31 = FloatVector.fromArray(SPECIES, from, f3 + LANES);
        for (int p = 0; p < k; p++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, bAt + p * WIDTH);
            FloatVector right = FloatVector.fromArray(SPECIES, b, bAt + p * WIDTH + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + p]);
            s00 = x.fma(left, s00);
            s01 = x.fma(right, s01);
            x = FloatVector.broadcast(SPECIES, a[a1 + p]);
            s10 = x.fma(left, s10);
            s11 = x.fma(right, s11);
            x = FloatVector.broadcast(SPECIES, a[a2 + p]);
            s20 = x.fma(left, s20);
            s21 = x.fma(right, s21);
            x = FloatVector.broadcast(SPECIES, a[a3 + p]);
            s30 = x.fma(left, s30);
            s31 = x.fma(right, s31);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
    }
}
