package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of 4 rows, for the 16 registers that AVX2 has. The sums fill 8, two rows of {@code b} take four, and the rest is for elements of {@code a}.
 *
 * <p>Two steps of k stand in one round of the loop, which saves instructions that only count and compute addresses. Tiles of 6 rows would fill the
 * registers better, but with two steps the compiler runs out of them, and with one they had 0.8 to 0.9 of this speed (JDK 25, AMD Zen 3).
 */
final class TileOf4Rows {
    private static final VectorSpecies<Float> SPECIES = Tile.SPECIES;
    private static final int LANES = Tile.LANES;
    private static final int WIDTH = Tile.WIDTH;

    private TileOf4Rows() {
    }

    /** {@link Tile#add}. */
    static void add(int k, float[] a, int aAt, int aRow, float[] b, float[] from, int fromAt, int fromRow, float[] c, int cAt, int cRow) {
        int a0 = aAt;
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int c1 = cAt + cRow;
        int c2 = c1 + cRow;
        int c3 = c2 + cRow;
        int f1 = fromAt + fromRow;
        int f2 = f1 + fromRow;
        int f3 = f2 + fromRow;
        FloatVector s00 = FloatVector.fromArray(SPECIES, from, fromAt);
        FloatVector s01 = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, from, f1);
        FloatVector s11 = FloatVector.fromArray(SPECIES, from, f1 + LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, from, f2);
        FloatVector s21 = FloatVector.fromArray(SPECIES, from, f2 + LANES);
        FloatVector s30 = FloatVector.fromArray(SPECIES, from, f3);
        FloatVector s31 = FloatVector.fromArray(SPECIES, from, f3 + LANES);
        int p = 0;
        for (; p < k - 1; p += 2) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, p * WIDTH);
            FloatVector right = FloatVector.fromArray(SPECIES, b, p * WIDTH + LANES);
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
            left = FloatVector.fromArray(SPECIES, b, (p + 1) * WIDTH);
            right = FloatVector.fromArray(SPECIES, b, (p + 1) * WIDTH + LANES);
            x = FloatVector.broadcast(SPECIES, a[a0 + p + 1]);
            s00 = x.fma(left, s00);
            s01 = x.fma(right, s01);
            x = FloatVector.broadcast(SPECIES, a[a1 + p + 1]);
            s10 = x.fma(left, s10);
            s11 = x.fma(right, s11);
            x = FloatVector.broadcast(SPECIES, a[a2 + p + 1]);
            s20 = x.fma(left, s20);
            s21 = x.fma(right, s21);
            x = FloatVector.broadcast(SPECIES, a[a3 + p + 1]);
            s30 = x.fma(left, s30);
            s31 = x.fma(right, s31);
        }
        for (; p < k; p++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, p * WIDTH);
            FloatVector right = FloatVector.fromArray(SPECIES, b, p * WIDTH + LANES);
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
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
    }

    /**
     * {@link Tile#addGroup}. One step a round, as nothing is left to be saved: one index leads to all four numbers. The loop counts places of {@code b} and
     * divides to find those of {@code a}, which costs nothing and keeps the compiler from making it two steps a round: it would run out of registers, and
     * the loop take three times as long (JDK 25).
     */
    static void addGroup(int k, float[] a, int aAt, float[] b, float[] from, int fromAt, int fromRow, float[] c, int cAt, int cRow) {
        int c1 = cAt + cRow;
        int c2 = c1 + cRow;
        int c3 = c2 + cRow;
        int f1 = fromAt + fromRow;
        int f2 = f1 + fromRow;
        int f3 = f2 + fromRow;
        FloatVector s00 = FloatVector.fromArray(SPECIES, from, fromAt);
        FloatVector s01 = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, from, f1);
        FloatVector s11 = FloatVector.fromArray(SPECIES, from, f1 + LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, from, f2);
        FloatVector s21 = FloatVector.fromArray(SPECIES, from, f2 + LANES);
        FloatVector s30 = FloatVector.fromArray(SPECIES, from, f3);
        FloatVector s31 = FloatVector.fromArray(SPECIES, from, f3 + LANES);
        int end = k * WIDTH;
        for (int w = 0; w < end; w += WIDTH) {
            int q = aAt + w / (WIDTH / 4);
            FloatVector left = FloatVector.fromArray(SPECIES, b, w);
            FloatVector right = FloatVector.fromArray(SPECIES, b, w + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[q]);
            s00 = x.fma(left, s00);
            s01 = x.fma(right, s01);
            x = FloatVector.broadcast(SPECIES, a[q + 1]);
            s10 = x.fma(left, s10);
            s11 = x.fma(right, s11);
            x = FloatVector.broadcast(SPECIES, a[q + 2]);
            s20 = x.fma(left, s20);
            s21 = x.fma(right, s21);
            x = FloatVector.broadcast(SPECIES, a[q + 3]);
            s30 = x.fma(left, s30);
            s31 = x.fma(right, s31);
        }
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
    }
}
