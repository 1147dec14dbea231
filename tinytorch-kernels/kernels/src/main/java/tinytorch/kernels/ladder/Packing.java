package tinytorch.kernels.ladder;

import java.util.Arrays;

/**
 * Brings a part of a matrix into the order in which {@link MicroKernel} reads it: what is read together lies together. That costs one pass over numbers that
 * are then used dozens of times, and after it nobody has to know whether the matrix was transposed, or part of a larger one, or how its width fits a vector.
 */
final class Packing {
    private Packing() {
    }

    /**
     * Packs k rows of n columns in strips of {@code width} columns. The strips lie one after the other in {@code to}, each of k * width numbers; in a strip lie
     * first the numbers of its row 0, then those of row 1, and so on. If the last strip has fewer columns than {@code width}, zeros take the place of those that
     * are missing: what {@code to} held before must not shine through.
     *
     * <pre>
     * element (p, j) goes to   (j / width) * k * width  +  p * width  +  j % width
     *
     * 1 2 3 4 5                            1 2 6 7      3 4 8 9      5 0 10 0
     * 6 7 8 9 10    in strips of 2 is      strip 0      strip 1      strip 2
     * </pre>
     *
     * <p>The right matrix of a product is packed so, in strips as wide as the tile. So is the left one, transposed, in strips of as many "columns" as the tile
     * has rows.
     *
     * <p>Read in the order of memory: if a row's numbers lie side by side ({@code matrix.column()} is 1) along the rows, else along the columns.
     */
    static void pack(int k, int n, int width, Strided matrix, float[] to) {
        // tito:begin kernels.packing
        float[] data = matrix.data();
        for (int j = 0; j < n; j += width) {
            int strip = j * k;
            int columns = Math.min(width, n - j);
            if (columns < width) {
                Arrays.fill(to, strip, strip + k * width, 0);
            }
            if (matrix.column() == 1) {
                for (int p = 0; p < k; p++) {
                    int from = matrix.index(p, j);
                    for (int c = 0; c < columns; c++) {
                        to[strip + p * width + c] = data[from + c];
                    }
                }
            } else {
                for (int c = 0; c < columns; c++) {
                    int from = matrix.index(0, j + c);
                    for (int p = 0; p < k; p++) {
                        to[strip + p * width + c] = data[from + p * matrix.row()];
                    }
                }
            }
        }
        // tito:end
    }
}
