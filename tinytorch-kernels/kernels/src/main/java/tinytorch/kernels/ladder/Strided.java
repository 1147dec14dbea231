package tinytorch.kernels.ladder;

/**
 * A matrix that lies somewhere in an array: element (i, j) is at {@code at + i * row + j * column}. Tensors come like this: a slice begins later, and a
 * transposed matrix has its two steps exchanged.
 *
 * @param data   the array
 * @param at     where element (0, 0) is
 * @param row    the step from one row to the next
 * @param column the step from one column to the next
 */
public record Strided(float[] data, int at, int row, int column) {

    /** A matrix whose rows of {@code columns} numbers lie one after the other, from index 0 on. */
    public static Strided contiguous(float[] data, int columns) {
        return new Strided(data, 0, columns, 1);
    }

    /** Where element (i, j) is. */
    public int index(int i, int j) {
        return at + i * row + j * column;
    }

    /** The part that begins at element (i, j). */
    public Strided from(int i, int j) {
        return new Strided(data, index(i, j), row, column);
    }

    /** The same numbers with rows and columns exchanged; nothing is copied. */
    public Strided transpose() {
        return new Strided(data, at, column, row);
    }
}
