package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A left matrix in the order in which {@link Tile#addGroup} reads it: groups of {@link Tile#ROWS} rows, and in a group the numbers of its first column, then
 * those of the second, and so on. A transposed matrix has them side by side already, so they are copied four at a time, where packing whole rows would
 * move each number for itself. Rows that are missing in the last group are zeros.
 *
 * @param data the array
 * @param at   where the first group begins
 * @param row  the step from one group to the next, for each of its rows
 */
record Groups(float[] data, int at, int row) implements Left.Block {
    /** {@link Tile#ROWS} numbers. */
    private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
    /** Rows whose numbers are one line of the cache. */
    private static final int LINE = 4 * Tile.ROWS;

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public Groups from(int i) {
        return new Groups(data, at + i * row, row);
    }

    /** A part of these: row i is the first of a group. */
    @Override
    public Left.Block block(int m, int k, int i, int p, Left.Buffer buffer) {
        return new Groups(data, at + i * row + p * Tile.ROWS, row);
    }

    @Override
    public void tile(int i, int k, float[] strip, float[] from, int fromAt, int fromRow, float[] c, int cAt, int cRow) {
        Tile.addGroup(k, data, at + i * row, 1, strip, from, fromAt, fromRow, c, cAt, cRow);
    }

    /** The last group has its zeros. */
    @Override
    public Left.Block padded(int i, int m, int k, Left.Buffer buffer) {
        return from(i);
    }

    /** How many numbers m rows of k take. */
    static int size(int m, int k) {
        return (m + Tile.ROWS - 1) / Tile.ROWS * Tile.ROWS * k;
    }

    /**
     * Writes m rows of a transposed matrix, from row i and column p on, to {@code to[at]} and behind.
     *
     * @param a its {@link Matrix#row} is 1
     */
    static void pack(Matrix a, int m, int k, int i, int p, float[] to, int at) {
        int line = 0;
        for (; line <= m - LINE; line += LINE) {
            packLine(a, k, a.at(i + line, p), to, at + line * k);
        }
        for (; line <= m - Tile.ROWS; line += Tile.ROWS) {
            int from = a.at(i + line, p);
            for (int j = 0; j < k; j++) {
                FloatVector.fromArray(FOUR, a.data(), from + j * a.column()).intoArray(to, at + line * k + j * Tile.ROWS);
            }
        }
        if (line < m) {
            packRest(a, m - line, k, a.at(i + line, p), to, at + line * k);
        }
    }

    /** Four groups at once: their numbers of a column are one line of the cache. */
    private static void packLine(Matrix a, int k, int from, float[] to, int at) {
        int group = Tile.ROWS * k;
        for (int j = 0; j < k; j++) {
            int source = from + j * a.column();
            int target = at + j * Tile.ROWS;
            FloatVector.fromArray(FOUR, a.data(), source).intoArray(to, target);
            FloatVector.fromArray(FOUR, a.data(), source + Tile.ROWS).intoArray(to, target + group);
            FloatVector.fromArray(FOUR, a.data(), source + 2 * Tile.ROWS).intoArray(to, target + 2 * group);
            FloatVector.fromArray(FOUR, a.data(), source + 3 * Tile.ROWS).intoArray(to, target + 3 * group);
        }
    }

    private static void packRest(Matrix a, int m, int k, int from, float[] to, int at) {
        for (int j = 0; j < k; j++) {
            for (int r = 0; r < Tile.ROWS; r++) {
                to[at + j * Tile.ROWS + r] = r < m ? a.data()[from + j * a.column() + r] : 0;
            }
        }
    }
}
