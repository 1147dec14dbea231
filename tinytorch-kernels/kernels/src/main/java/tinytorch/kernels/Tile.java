package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

import tinytorch.kernels.width.VectorWidth;

/**
 * The innermost loop of the matrix product: a tile of a few rows and two vectors of columns of the result stays in registers while k products are added to
 * each of its elements. The sums don't wait for one another, as a multiply-add takes four cycles and two can start in each. (Goto and van de Geijn,
 * "Anatomy of High-Performance Matrix Multiplication", 2008.)
 *
 * <p>There is no branch inside: one that the compiler has never seen taken would, when it is, throw the compiled code away.
 */
final class Tile {
    static final VectorSpecies<Float> SPECIES = VectorWidth.FLOATS;
    static final int LANES = SPECIES.length();
    /** Rows of a tile: {@link TileOf8Rows} where vectors are so long that there are 32 of them, else {@link TileOf4Rows}. */
    static final int ROWS = LANES >= 16 ? 8 : 4;
    /** Columns of a tile. */
    static final int WIDTH = 2 * LANES;

    /** A row of zeros, to start sums from. */
    static final float[] ZEROS = new float[WIDTH];

    private Tile() {
    }

    /** The vector that begins at {@code x[at]}. */
    static FloatVector vector(float[] x, int at) {
        return FloatVector.fromArray(SPECIES, x, at);
    }

    /** Copies {@link #WIDTH} numbers. */
    static void copyRow(float[] from, int fromAt, float[] to, int toAt) {
        FloatVector.fromArray(SPECIES, from, fromAt).intoArray(to, toAt);
        FloatVector.fromArray(SPECIES, from, fromAt + LANES).intoArray(to, toAt + LANES);
    }

    /**
     * {@code c[i, j] = from[i, j] + sum_p a[i, p] * b[p, j]} for {@link #ROWS} rows i and {@link #WIDTH} columns j.
     *
     * @param a    rows {@code aRow} apart, each contiguous
     * @param b    packed: row p is at {@code p * WIDTH}
     * @param from where the sums start: {@code c} itself to add to it, or {@link #ZEROS} with {@code fromRow} 0. So a product is written once, not cleared first
     * @param c    rows {@code cRow} apart, each contiguous
     */
    static void add(int k, float[] a, int aAt, int aRow, float[] b, float[] from, int fromAt, int fromRow, float[] c, int cAt, int cRow) {
        if (ROWS == 8) {
            TileOf8Rows.add(k, a, aAt, aRow, b, from, fromAt, fromRow, c, cAt, cRow);
        } else {
            TileOf4Rows.add(k, a, aAt, aRow, b, from, fromAt, fromRow, c, cAt, cRow);
        }
    }

    /** As {@link #add} with a group of rows: {@code a[i, p]} is at {@code aAt + p * ROWS + i}. */
    static void addGroup(int k, float[] a, int aAt, float[] b, float[] from, int fromAt, int fromRow, float[] c, int cAt, int cRow) {
        if (ROWS == 8) {
            TileOf8Rows.addGroup(k, a, aAt, b, from, fromAt, fromRow, c, cAt, cRow);
        } else {
            TileOf4Rows.addGroup(k, a, aAt, b, from, fromAt, fromRow, c, cAt, cRow);
        }
    }
}
