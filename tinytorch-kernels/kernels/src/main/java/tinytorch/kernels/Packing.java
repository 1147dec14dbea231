package tinytorch.kernels;

import java.util.Arrays;

/**
 * Brings parts of matrices into the order in which {@link Tile} reads them: what is read together lies together, so that every cache
 * line and every page is used whole. It costs one pass over numbers that are then used dozens of times.
 */
final class Packing {
    private Packing() {
    }

    /**
     * The first {@code n} columns of {@code k} rows of {@code b}, in strips of {@link Tile#WIDTH} columns: strip by strip, in each row by
     * row. The last strip is filled up with zeros.
     */
    static void strips(int k, int n, Matrix b, float[] packed) {
        int at = 0;
        for (int j = 0; j < n; j += Tile.WIDTH, at += k * Tile.WIDTH) {
            int width = Math.min(Tile.WIDTH, n - j);
            if (width < Tile.WIDTH) {
                Arrays.fill(packed, at, at + k * Tile.WIDTH, 0);
            }
            if (b.column() == 1) {
                rows(k, width, b.data(), b.at(0, j), b.row(), packed, at);
            } else {
                columns(k, width, b.data(), b.at(0, j), b.row(), b.column(), packed, at);
            }
        }
    }

    private static void rows(int k, int width, float[] b, int from, int row, float[] packed, int at) {
        if (width == Tile.WIDTH) {
            for (int p = 0; p < k; p++) {
                Tile.copyRow(b, from + p * row, packed, at + p * Tile.WIDTH);
            }
            return;
        }
        for (int p = 0; p < k; p++) {
            for (int j = 0; j < width; j++) {
                packed[at + p * Tile.WIDTH + j] = b[from + p * row + j];
            }
        }
    }

    /** Reads along the columns: for a transposed matrix those lie together. */
    private static void columns(int k, int width, float[] b, int from, int row, int column, float[] packed, int at) {
        for (int j = 0; j < width; j++) {
            int source = from + j * column;
            for (int p = 0; p < k; p++) {
                packed[at + p * Tile.WIDTH + j] = b[source + p * row];
            }
        }
    }

    /** {@code m} rows of {@code k} elements of {@code a}, one after the other, contiguous. */
    static void rows(int m, int k, Matrix a, float[] packed) {
        if (a.column() == 1) {
            for (int i = 0; i < m; i++) {
                System.arraycopy(a.data(), a.at(i, 0), packed, i * k, k);
            }
            return;
        }
        float[] data = a.data();
        for (int i = 0; i < m; i++) {
            int source = a.at(i, 0);
            for (int p = 0; p < k; p++) {
                packed[i * k + p] = data[source + p * a.column()];
            }
        }
    }
}
