package tinytorch.kernels;

/**
 * The right matrix of a product. It is brought into the order in which {@link Tile} reads it: what is read together lies together, so that every cache line and
 * every page is used whole. That costs one pass over numbers that are then used dozens of times.
 */
sealed interface Right permits Matrix, Indexed {

    /**
     * Writes {@code k} rows from p on, of each {@code n} columns from j on, {@link Tile#WIDTH} numbers a row, with zeros where there are fewer columns.
     */
    void packStrip(int k, int n, int p, int j, float[] strip);

    /** Several strips side by side, {@code n} columns in all, the first of them to {@code strips[first]}. */
    default void packStrips(int k, int n, int p, int j, float[][] strips, int first) {
        for (int from = 0; from < n; from += Tile.WIDTH) {
            packStrip(k, Math.min(Tile.WIDTH, n - from), p, j + from, strips[first + from / Tile.WIDTH]);
        }
    }
}
