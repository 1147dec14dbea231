package tinytorch.kernels.ladder;

import java.util.Arrays;

/**
 * Rung 5: both matrices packed in blocks, each of which stays in a cache as long as it is needed, and tiles of the result in registers. After Goto and van de
 * Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008); OpenBLAS, BLIS and oneDNN, on which PyTorch's CPU products run, have these loops:
 *
 * <pre>
 * for blocks of COLUMNS columns j        of b and out
 *   for panels of DEPTH                    rows of b, columns of a
 *     pack the panel of b                    in strips: for all rows of a. Second or third cache
 *     for blocks of ROWS rows i              of a and out
 *       pack the block of a                    second cache
 *       for strips of WIDTH columns              a strip of b: first cache
 *         for tiles of 4 rows                      {@link MicroKernel}: registers
 * </pre>
 */
public final class PackedProduct implements StridedProduct {
    /** The longest panel. A strip of it, with two vectors of 16 numbers, takes 24 KB: it fits a first-level cache of 32. */
    static final int DEPTH = 192;
    /** Rows of a that are packed together, a multiple of the tile's: 96 KB. */
    static final int ROWS = 128;
    /** Columns of b that are packed together, a multiple of the tile's: 768 KB. */
    static final int COLUMNS = 1024;

    /**
     * The five outer loops. {@code out} is 0 before the first panel is added to it, in its n columns alone.
     *
     * <p>Worked example, m = 130, n = 1030, k = 200: two blocks of columns (1024 and 6), in each two panels (192 and 8), in each two blocks of rows (128 and 2):
     * {@code b} is packed in 4 pieces, {@code a} in 8, as each of its 4 is packed once for every block of columns.
     */
    @Override
    public void multiply(int m, int n, int k, Strided a, Strided b, float[] out, int outAt, int outRow) {
        // tito:begin kernels.blocks
        for (int i = 0; i < m; i++) {
            Arrays.fill(out, outAt + i * outRow, outAt + i * outRow + n, 0);
        }
        Buffers buffers = Buffers.ofThread();
        for (int j = 0; j < n; j += COLUMNS) {
            int columns = Math.min(COLUMNS, n - j);
            for (int p = 0; p < k; p += DEPTH) {
                int depth = Math.min(DEPTH, k - p);
                Packing.pack(depth, columns, MicroKernel.WIDTH, b.from(p, j), buffers.right);
                for (int i = 0; i < m; i += ROWS) {
                    int rows = Math.min(ROWS, m - i);
                    Packing.pack(depth, rows, MicroKernel.ROWS, a.from(i, p).transpose(), buffers.left);
                    tiles(rows, columns, depth, buffers, out, outAt + i * outRow + j, outRow);
                }
            }
        }
        // tito:end
    }

    /**
     * Adds the product of what is packed to the m rows and n columns of {@code out} from {@code outAt} on, strip by strip, and in a strip tile by tile:
     * {@link MicroKernel#add} for whole tiles, {@link MicroKernel#addPart} for those that reach beyond.
     *
     * <p>The strip of {@code b} from column j on begins at {@code j * k} in {@link Buffers#right}, that of {@code a} from row i on at {@code i * k} in
     * {@link Buffers#left}.
     */
    private static void tiles(int m, int n, int k, Buffers buffers, float[] out, int outAt, int outRow) {
        // tito:begin kernels.blocks
        for (int j = 0; j < n; j += MicroKernel.WIDTH) {
            int width = Math.min(MicroKernel.WIDTH, n - j);
            for (int i = 0; i < m; i += MicroKernel.ROWS) {
                int height = Math.min(MicroKernel.ROWS, m - i);
                int at = outAt + i * outRow + j;
                if (height == MicroKernel.ROWS && width == MicroKernel.WIDTH) {
                    MicroKernel.add(k, buffers.left, i * k, buffers.right, j * k, out, at, outRow);
                } else {
                    MicroKernel.addPart(height, width, k, buffers.left, i * k, buffers.right, j * k, out, at, outRow, buffers.aside);
                }
            }
        }
        // tito:end
    }
}
