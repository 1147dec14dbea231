package tinytorch.compress.quant;

/**
 * The rows of a matrix of bytes, such as a weight (out, in), in the order in which {@link ByteKernel} reads them: as the columns of a product's right operand, a panel of them side by side.
 *
 * <pre>
 * row j, number p    is at    ((j / width) * depth + p) * width + j % width
 * </pre>
 *
 * <p>{@code depth} is k, or one more if that is odd. Rows and numbers that are missing are zeros. A weight is brought into this order once, when its layer is made.
 */
final class Panels {
    /** Where a byte vector is read as a whole although less is wanted, it ends behind the last panel. */
    static final int SLACK = 8;

    private final ByteKernel kernel;
    private final byte[] data;
    private final int rows;
    private final int k;
    private final int[] sums;

    private Panels(ByteKernel kernel, int rows, int k) {
        this.kernel = kernel;
        this.rows = rows;
        this.k = k;
        int width = kernel.width();
        this.data = new byte[count() * width * depth() + SLACK];
        this.sums = new int[count() * width];
    }

    /**
     * The panels of a matrix (rows, k), given row by row, and the sum of each row: {@link IntegerProduct} needs it where the left zero point is not 0.
     *
     * @param kernel whose width a panel has
     */
    static Panels of(ByteKernel kernel, byte[] matrix, int rows, int k) {
        Panels panels = new Panels(kernel, rows, k);
        panels.fill(matrix, kernel.width(), panels.depth());
        return panels;
    }

    /**
     * Writes number p of row j to its place, see above, and adds it to {@code sums[j]}. What is not written stays 0.
     *
     * <p>Worked example: rows [1, 2], [3, 4] and [5, 6] in a panel of width 4 are 1, 3, 5, 0, 2, 4, 6, 0; the sums are 3, 7, 11, 0.
     */
    private void fill(byte[] matrix, int width, int depth) {
        // tito:begin compress.panels
        for (int j = 0; j < rows; j++) {
            int at = j / width * depth * width + j % width;
            for (int p = 0; p < k; p++) {
                data[at + p * width] = matrix[j * k + p];
                sums[j] += matrix[j * k + p];
            }
        }
        // tito:end
    }

    ByteKernel kernel() {
        return kernel;
    }

    byte[] data() {
        return data;
    }

    /** Rows of the matrix: columns of the product. */
    int rows() {
        return rows;
    }

    /** Numbers of a row. */
    int k() {
        return k;
    }

    /** Numbers of a row, filled up to an even number. */
    int depth() {
        return k + (k & 1);
    }

    /** How many panels there are. */
    int count() {
        return (rows + kernel.width() - 1) / kernel.width();
    }

    /** Where a panel begins. */
    int at(int panel) {
        return panel * depth() * kernel.width();
    }

    /** The matrix again, row by row. */
    byte[] matrix() {
        int width = kernel.width();
        byte[] matrix = new byte[rows * k];
        for (int j = 0; j < rows; j++) {
            for (int p = 0; p < k; p++) {
                matrix[j * k + p] = data[at(j / width) + p * width + j % width];
            }
        }
        return matrix;
    }

    /** The sum of each row, with zeros for the rows that fill the last panel. */
    int[] sums() {
        return sums;
    }
}
