package tinytorch.kernels.ladder;

import java.util.Arrays;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

import tinytorch.kernels.width.VectorWidth;

/**
 * The innermost loop of the fast products: a tile of {@link #ROWS} rows and {@link #WIDTH} columns of the result stays in registers while k products are added
 * to each of its numbers. A round loads two vectors of {@code b} and four numbers of {@code a}, and does eight multiply-adds with them: arithmetic is now most
 * of the work. The eight sums don't wait for one another, as four or five cycles pass until one is ready, and two can start in each.
 *
 * <p>There is no branch inside. One that the compiler has never seen taken would, when it is, throw the compiled code away.
 */
final class MicroKernel {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.FLOATS;
    private static final int LANES = SPECIES.length();
    /** Rows of a tile. */
    static final int ROWS = 4;
    /** Columns of a tile: two vectors. */
    static final int WIDTH = 2 * LANES;

    private MicroKernel() {
    }

    /**
     * {@code c[i, j] += sum_p a[i, p] * b[p, j]} for {@link #ROWS} rows i and {@link #WIDTH} columns j, all of them.
     *
     * <p>Load the eight vectors of {@code c} before the loop over p, keep them in eight local variables, store them after it. An array of vectors would not
     * do: the compiler keeps local variables in registers, an array in memory.
     *
     * @param a   packed: {@code a[i, p]} is at {@code aAt + p * ROWS + i}
     * @param b   packed: {@code b[p, j]} is at {@code bAt + p * WIDTH + j}
     * @param c   {@code c[i, j]} is at {@code cAt + i * cRow + j}
     */
    static void add(int k, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int cRow) {
        // tito:begin kernels.registers
        int row1 = cAt + cRow;
        int row2 = row1 + cRow;
        int row3 = row2 + cRow;
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, row1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, row1 + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, row2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, row2 + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, row3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, row3 + LANES);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt + p * WIDTH);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + p * WIDTH + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[aAt + p * ROWS]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(SPECIES, a[aAt + p * ROWS + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(SPECIES, a[aAt + p * ROWS + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(SPECIES, a[aAt + p * ROWS + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + LANES);
        c10.intoArray(c, row1);
        c11.intoArray(c, row1 + LANES);
        c20.intoArray(c, row2);
        c21.intoArray(c, row2 + LANES);
        c30.intoArray(c, row3);
        c31.intoArray(c, row3 + LANES);
        // tito:end
    }

    /**
     * The same for a tile that reaches beyond the result: only its first m rows and n columns are there. A whole tile is computed in {@code aside}, from 0 on, and
     * what belongs to the result is added to {@code c}. So the loop that takes the time needs no branch, and no second version.
     *
     * @param aside a place for a tile, {@code ROWS * WIDTH} numbers; what it holds before and after is of no interest
     */
    static void addPart(int m, int n, int k, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int cRow, float[] aside) {
        // tito:begin kernels.edges
        Arrays.fill(aside, 0, ROWS * WIDTH, 0);
        add(k, a, aAt, b, bAt, aside, 0, WIDTH);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                c[cAt + i * cRow + j] += aside[i * WIDTH + j];
            }
        }
        // tito:end
    }
}
