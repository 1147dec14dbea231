package tinytorch.kernels;

/**
 * A matrix inside an array: element (i, j) is at {@code at + i * row + j * column}. A transposed one has its steps swapped.
 *
 * @param data   the array
 * @param at     where element (0, 0) is
 * @param row    the step from one row to the next
 * @param column the step from one column to the next
 */
record Matrix(float[] data, int at, int row, int column) {

    /** Where element (i, j) is. */
    int at(int i, int j) {
        return at + i * row + j * column;
    }

    /** The part that begins at element (i, j). */
    Matrix from(int i, int j) {
        return new Matrix(data, at(i, j), row, column);
    }
}
