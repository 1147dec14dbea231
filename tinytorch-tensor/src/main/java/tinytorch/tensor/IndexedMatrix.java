package tinytorch.tensor;

/**
 * A matrix that is not stored as one: element (i, j) is {@code data[at + rows[i] + columns[j]]}, so that many elements may be the same number. Two
 * short lists say where m * n elements are. The patches of a convolution are such a matrix.
 *
 * @param data    the numbers
 * @param at      is added to all indices
 * @param rows    for each row, what it adds to the index
 * @param columns for each column, what it adds to the index
 */
public record IndexedMatrix(float[] data, int at, int[] rows, int[] columns) {

    /** The same numbers with rows and columns exchanged. */
    public IndexedMatrix transpose() {
        return new IndexedMatrix(data, at, columns, rows);
    }

    /** Writes all elements in row-major order to {@code out} from {@code outAt} on. */
    public void copyTo(float[] out, int outAt) {
        for (int i = 0; i < rows.length; i++) {
            int from = at + rows[i];
            int to = outAt + i * columns.length;
            for (int j = 0; j < columns.length; j++) {
                out[to + j] = data[from + columns[j]];
            }
        }
    }

    /** Adds to every element the number of the same row and column of a matrix in row-major order: the transpose of {@link #copyTo}. */
    public void add(float[] matrix, int matrixAt) {
        for (int i = 0; i < rows.length; i++) {
            int to = at + rows[i];
            int from = matrixAt + i * columns.length;
            for (int j = 0; j < columns.length; j++) {
                data[to + columns[j]] += matrix[from + j];
            }
        }
    }
}
