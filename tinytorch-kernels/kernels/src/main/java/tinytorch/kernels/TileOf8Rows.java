package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of 8 rows, for the 32 registers that AVX-512 has. The sums fill 16. With twice as many rows a strip of {@code b} comes through the caches half as often
 * as with 4, and its vectors of 16 are loaded half as often: on AMD Zen 4, which loads one of them a cycle, 8 loads of {@code a} and 2 of {@code b} hide behind 16
 * multiply-adds.
 */
final class TileOf8Rows {
    private static final VectorSpecies<Float> SPECIES = Tile.SPECIES;
    private static final int LANES = Tile.LANES;
    private static final int WIDTH = Tile.WIDTH;

    private TileOf8Rows() {
    }

    /** {@link Tile#add}. */
    static void add(int k, float[] a, int aAt, int aRow, float[] b, float[] from, int fromAt, int fromRow, float[] c, int cAt, int cRow) {
        int a1 = aAt + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int a4 = a3 + aRow;
        int a5 = a4 + aRow;
        int a6 = a5 + aRow;
        int a7 = a6 + aRow;
        int c1 = cAt + cRow;
        int c2 = c1 + cRow;
        int c3 = c2 + cRow;
        int c4 = c3 + cRow;
        int c5 = c4 + cRow;
        int c6 = c5 + cRow;
        int c7 = c6 + cRow;
        int f1 = fromAt + fromRow;
        int f2 = f1 + fromRow;
        int f3 = f2 + fromRow;
        int f4 = f3 + fromRow;
        int f5 = f4 + fromRow;
        int f6 = f5 + fromRow;
        int f7 = f6 + fromRow;
        FloatVector s00 = FloatVector.fromArray(SPECIES, from, fromAt);
        FloatVector s01 = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
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
        FloatVector s60 = FloatVector.fromArray(SPECIES, from, f6);
        FloatVector s61 = FloatVector.fromArray(SPECIES, from, f6 + LANES);
        FloatVector s70 = FloatVector.fromArray(SPECIES, from, f7);
        FloatVector s71 = FloatVector.fromArray(SPECIES, from, f7 + LANES);
        for (int p = 0; p < k; p++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, p * WIDTH);
            FloatVector right = FloatVector.fromArray(SPECIES, b, p * WIDTH + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aAt + p]);
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
            x = FloatVector.broadcast(SPECIES, a[a6 + p]);
            s60 = x.fma(left, s60);
            s61 = x.fma(right, s61);
            x = FloatVector.broadcast(SPECIES, a[a7 + p]);
            s70 = x.fma(left, s70);
            s71 = x.fma(right, s71);
        }
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + LANES);
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
        s60.intoArray(c, c6);
        s61.intoArray(c, c6 + LANES);
        s70.intoArray(c, c7);
        s71.intoArray(c, c7 + LANES);
    }

    /** {@link Tile#addGroup}. */
    static void addGroup(int k, float[] a, int aAt, float[] b, float[] from, int fromAt, int fromRow, float[] c, int cAt, int cRow) {
        int c1 = cAt + cRow;
        int c2 = c1 + cRow;
        int c3 = c2 + cRow;
        int c4 = c3 + cRow;
        int c5 = c4 + cRow;
        int c6 = c5 + cRow;
        int c7 = c6 + cRow;
        int f1 = fromAt + fromRow;
        int f2 = f1 + fromRow;
        int f3 = f2 + fromRow;
        int f4 = f3 + fromRow;
        int f5 = f4 + fromRow;
        int f6 = f5 + fromRow;
        int f7 = f6 + fromRow;
        FloatVector s00 = FloatVector.fromArray(SPECIES, from, fromAt);
        FloatVector s01 = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
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
        FloatVector s60 = FloatVector.fromArray(SPECIES, from, f6);
        FloatVector s61 = FloatVector.fromArray(SPECIES, from, f6 + LANES);
        FloatVector s70 = FloatVector.fromArray(SPECIES, from, f7);
        FloatVector s71 = FloatVector.fromArray(SPECIES, from, f7 + LANES);
        for (int p = 0; p < k; p++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, p * WIDTH);
            FloatVector right = FloatVector.fromArray(SPECIES, b, p * WIDTH + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aAt + 8 * p]);
            s00 = x.fma(left, s00);
            s01 = x.fma(right, s01);
            x = FloatVector.broadcast(SPECIES, a[aAt + 8 * p + 1]);
            s10 = x.fma(left, s10);
            s11 = x.fma(right, s11);
            x = FloatVector.broadcast(SPECIES, a[aAt + 8 * p + 2]);
            s20 = x.fma(left, s20);
            s21 = x.fma(right, s21);
            x = FloatVector.broadcast(SPECIES, a[aAt + 8 * p + 3]);
            s30 = x.fma(left, s30);
            s31 = x.fma(right, s31);
            x = FloatVector.broadcast(SPECIES, a[aAt + 8 * p + 4]);
            s40 = x.fma(left, s40);
            s41 = x.fma(right, s41);
            x = FloatVector.broadcast(SPECIES, a[aAt + 8 * p + 5]);
            s50 = x.fma(left, s50);
            s51 = x.fma(right, s51);
            x = FloatVector.broadcast(SPECIES, a[aAt + 8 * p + 6]);
            s60 = x.fma(left, s60);
            s61 = x.fma(right, s61);
            x = FloatVector.broadcast(SPECIES, a[aAt + 8 * p + 7]);
            s70 = x.fma(left, s70);
            s71 = x.fma(right, s71);
        }
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + LANES);
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
        s60.intoArray(c, c6);
        s61.intoArray(c, c6 + LANES);
        s70.intoArray(c, c7);
        s71.intoArray(c, c7 + LANES);
    }
}
