package tinytorch.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

import tinytorch.tensor.Buffer;

/**
 * A left matrix in the order in which {@link Tile#addGroup} reads it: groups of {@link Tile#ROWS} rows, and in a group the numbers of its first column, then
 * those of the second, and so on. A transposed matrix has them side by side already, so they are copied as one vector, where packing whole rows would
 * move each number for itself. Rows that are missing in the last group are zeros.
 *
 * @param data the array
 * @param at   where the first group begins
 * @param row  the step from one group to the next, for each of its rows
 */
record Groups(float[] data, int at, int row) implements Left.Block {
    /** {@link Tile#ROWS} numbers. */
    private static final VectorSpecies<Float> SPECIES = Tile.ROWS == 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
    /** Rows whose numbers are whole lines of the cache. */
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
    public Left.Block block(int m, int k, int i, int p, Buffer buffer) {
        return new Groups(data, at + i * row + p * Tile.ROWS, row);
    }

    @Override
    public void tile(int i, int k, float[] strip, float[] from, int fromAt, int fromRow, float[] c, int cAt, int cRow) {
        Tile.addGroup(k, data, at + i * row, strip, from, fromAt, fromRow, c, cAt, cRow);
    }

    /** The last group has its zeros. */
    @Override
    public Left.Block padded(int i, int m, int k, Buffer buffer) {
        return from(i);
    }

    /** In room for m rows of k numbers. Groups lie a line further apart than they must, else all would fall on the same few places of the cache. */
    static Groups in(Buffer buffer, int m, int k) {
        int row = k + LINE / Tile.ROWS;
        return new Groups(buffer.of((m + Tile.ROWS - 1) / Tile.ROWS * Tile.ROWS * row), 0, row);
    }

    /**
     * Writes m rows of a transposed matrix, from row i on: of the columns from p on those with the numbers {@code start} to {@code end - 1}.
     *
     * @param a its {@link Matrix#row} is 1
     */
    Groups pack(Matrix a, int m, int i, int p, int start, int end) {
        int whole = m - m % Tile.ROWS;
        int lines = m - m % LINE;
        int group = Tile.ROWS * row;
        for (int j = start; j < end; j++) {
            int from = a.at(i, p + j);
            int target = at + j * Tile.ROWS;
            for (int r = 0; r < lines; r += LINE) {
                packLine(a.data(), from + r, data, target + r * row, group);
            }
            for (int r = lines; r < whole; r += Tile.ROWS) {
                FloatVector.fromArray(SPECIES, a.data(), from + r).intoArray(data, target + r * row);
            }
            for (int r = whole; r < m || r % Tile.ROWS != 0; r++) {
                data[target + whole * row + r - whole] = r < m ? a.data()[from + r] : 0;
            }
        }
        return this;
    }

    /** For four groups: their numbers of a column are whole lines of the cache. */
    private static void packLine(float[] from, int at, float[] to, int target, int group) {
        FloatVector.fromArray(SPECIES, from, at).intoArray(to, target);
        FloatVector.fromArray(SPECIES, from, at + Tile.ROWS).intoArray(to, target + group);
        FloatVector.fromArray(SPECIES, from, at + 2 * Tile.ROWS).intoArray(to, target + 2 * group);
        FloatVector.fromArray(SPECIES, from, at + 3 * Tile.ROWS).intoArray(to, target + 3 * group);
    }
}
