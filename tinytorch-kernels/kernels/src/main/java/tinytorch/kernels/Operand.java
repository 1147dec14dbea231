package tinytorch.kernels;

/**
 * A matrix in a product. It brings its parts into the order in which {@link Tile} reads them: what is read together lies together, so that every
 * cache line and every page is used whole. That costs one pass over numbers that are then used dozens of times.
 */
sealed interface Operand permits Matrix, Indexed {

    /**
     * As the right one: writes {@code k} rows from p on, of each {@code n} columns from j on, {@link Tile#WIDTH} numbers a row, with zeros where there
     * are fewer columns.
     */
    void packStrip(int k, int n, int p, int j, float[] strip);

    /** Several strips side by side, {@code n} columns in all. */
    default void packStrips(int k, int n, int p, int j, float[][] strips) {
        for (int from = 0; from < n; from += Tile.WIDTH) {
            packStrip(k, Math.min(Tile.WIDTH, n - from), p, j + from, strips[from / Tile.WIDTH]);
        }
    }

    /** As the left one: writes {@code m} rows from i on, of each {@code k} columns from p on, one after the other from {@code packed[at]} on. */
    void packRows(int m, int k, int i, int p, float[] packed, int at);
}
