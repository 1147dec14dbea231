package tinytorch.kernels.grid;

/**
 * The matrix product, a tile of the result for each block. Every number of a row of a is needed by all threads of a tile's row: instead of reading it from far memory once each, the
 * block's threads fetch a tile of a and a tile of b together, one number each, and share them. Far memory is read {@code tile} times less often. (Kirk and Hwu, "Programming Massively Parallel
 * Processors", 2010, chapter on memory.)
 *
 * <pre>
 * out[i, j] = sum over p of a[i, p] * b[p, j]          a (m, k)     b (k, n)     out (m, n)
 * </pre>
 *
 * @param tile rows and columns of a tile, and of a block of threads
 */
public record TiledMatMul(int tile, int m, int n, int k, float[] a, float[] b, float[] out) implements Kernel {

    /** {@link Grid#launch} with as many blocks as tiles {@link Dim#cover} the result, in x along its columns and in y along its rows; each has tile x tile threads and shares two tiles. */
    public static void launch(int tile, int m, int n, int k, float[] a, float[] b, float[] out) {
        // tito:begin kernels.grid-matmul
        Grid.launch(Dim.of(Dim.cover(n, tile), Dim.cover(m, tile)), Dim.of(tile, tile), 2 * tile * tile, new TiledMatMul(tile, m, n, k, a, b, out));
        // tito:end
    }

    /**
     * The thread computes the number of {@code out} in its {@link GridThread#row} and {@link GridThread#column}, in steps of {@code tile} along p:
     *
     * <ol>
     * <li>It writes one number of a's tile to {@code shared[y * tile + x]}, {@code a[row, p + x]}, and one of b's to {@code shared[tile * tile + y * tile + x]},
     * {@code b[p + y, column]}; 0 where the matrix has ended. (x, y) is its {@link GridThread#index}.
     * <li>{@link GridThread#sync}: the tiles are whole.
     * <li>It adds {@code tile} products, of row y of a's tile and column x of b's.
     * <li>{@link GridThread#sync}: nobody needs these tiles any more.
     * </ol>
     *
     * <p>Then it writes its sum, if its place is inside the matrix. A thread outside has worked on tiles like the others until then: it fetched numbers that others needed, and it was at every
     * barrier.
     *
     * <p>Worked example: tile 2, a (1, 3), b (3, 1): one block of 4 threads, two steps; in the second step only p = 2 is inside, and 0 * 0 is added for p = 3.
     */
    @Override
    public void run(GridThread thread) {
        // tito:begin kernels.grid-matmul
        float[] shared = thread.shared();
        int x = thread.index().x();
        int y = thread.index().y();
        int row = thread.row();
        int column = thread.column();
        int here = y * tile + x;
        int second = tile * tile;
        float sum = 0;
        for (int p = 0; p < k; p += tile) {
            shared[here] = row < m && p + x < k ? a[row * k + p + x] : 0;
            shared[second + here] = p + y < k && column < n ? b[(p + y) * n + column] : 0;
            thread.sync();
            for (int q = 0; q < tile; q++) {
                sum += shared[y * tile + q] * shared[second + q * tile + x];
            }
            thread.sync();
        }
        if (row < m && column < n) {
            out[row * n + column] = sum;
        }
        // tito:end
    }
}
