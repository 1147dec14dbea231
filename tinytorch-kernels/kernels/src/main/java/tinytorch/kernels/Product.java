package tinytorch.kernels;

/**
 * The matrix product in blocks that fit the caches, after Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication"
 * (2008):
 *
 * <pre>
 * for panels of k          as long as a strip of b fits the first cache
 *   for blocks of rows       a block of a, which stays in the second cache
 *     for strips of columns    packed, stays in the first cache
 *       for tiles of rows        {@link Tile}: in registers
 * </pre>
 */
final class Product {
    /** The longest panel of k: a strip of b of 320 rows takes 20 KB of the first cache (with 8 lanes), the tile's rows of a 5 KB. */
    private static final int PANEL = 320;
    /** Numbers in a block of a: 320 KB. */
    private static final int A_BLOCK = 80 * 1024;

    /** Strips that are packed at a time: 80 KB in the second cache. */
    private static final int STRIPS = 4;

    private static final ThreadLocal<Product> OF_THREAD = ThreadLocal.withInitial(Product::new);

    private final float[][] strips = new float[STRIPS][0];
    private final Left.Buffer shared = new Left.Buffer();
    private final Left.Buffer block = new Left.Buffer();
    private final Left.Buffer lastRows = new Left.Buffer();
    private final float[] corner = new float[Tile.ROWS * Tile.WIDTH];

    private Product() {
    }

    /** {@code out = a b}, {@code out[i, j] = sum_p a[i, p] * b[p, j]}. */
    static void compute(int m, int n, int k, Left a, Right b, float[] out, int outAt, int outRow) {
        OF_THREAD.get().multiply(m, n, k, a, b, out, outAt, outRow);
    }

    private void multiply(int m, int n, int k, Left a, Right b, float[] out, int outAt, int outRow) {
        int panels = Math.max(1, (k + PANEL - 1) / PANEL);
        for (int panel = 0; panel < panels; panel++) {
            int p = (int) ((long) k * panel / panels);
            int depth = (int) ((long) k * (panel + 1) / panels) - p;
            int height = Math.max(1, A_BLOCK / Math.max(1, depth) / Tile.ROWS) * Tile.ROWS;
            for (int s = 0; s < STRIPS; s++) {
                strips[s] = grown(strips[s], depth * Tile.WIDTH);
            }
            for (int i = 0; i < m; i += height) {
                int rows = Math.min(height, m - i);
                Left.Block left = a.block(rows, depth, i, p, block);
                for (int j = 0; j < n; j += STRIPS * Tile.WIDTH) {
                    int width = Math.min(STRIPS * Tile.WIDTH, n - j);
                    b.packStrips(depth, width, p, j, strips);
                    for (int s = 0; s * Tile.WIDTH < width; s++) {
                        int from = s * Tile.WIDTH;
                        tiles(rows, Math.min(Tile.WIDTH, width - from), depth, left, strips[s], panel == 0, out, outAt + i * outRow + j + from, outRow);
                    }
                }
            }
        }
    }

    /** A transposed matrix in groups, packed by all threads: for a product that is shared, so that not each part of it has to do this. Good until the next. */
    static Groups groups(int m, int k, Matrix a) {
        float[] groups = OF_THREAD.get().shared.of(Groups.size(m, k));
        Threads.blocks(m, Tile.ROWS, (from, to) -> Groups.pack(a, to - from, k, from, 0, groups, from * k));
        return new Groups(groups, 0, k);
    }

    /**
     * One strip of columns, tile by tile, the last one padded if there are rows missing. {@code out = a b} with the first panel, {@code out += a b}
     * with all others.
     */
    private void tiles(int m, int width, int k, Left.Block a, float[] strip, boolean first, float[] out, int outAt, int outRow) {
        for (int i = 0; i < m; i += Tile.ROWS) {
            int at = outAt + i * outRow;
            if (m - i < Tile.ROWS || width < Tile.WIDTH) {
                corner(i, Math.min(m - i, Tile.ROWS), width, k, a, strip, first, out, at, outRow);
            } else {
                a.tile(i, k, strip, first ? Tile.ZEROS : out, first ? 0 : at, first ? 0 : outRow, out, at, outRow);
            }
        }
    }

    /** A tile that reaches beyond the result: computed aside, and what belongs to the result is written or added to it. */
    private void corner(int row, int m, int n, int k, Left.Block a, float[] strip, boolean first, float[] out, int outAt, int outRow) {
        boolean whole = m == Tile.ROWS;
        Left.Block rows = whole ? a : a.padded(row, m, k, lastRows);
        rows.tile(whole ? row : 0, k, strip, Tile.ZEROS, 0, 0, corner, 0, Tile.WIDTH);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float before = first ? 0 : out[outAt + i * outRow + j];
                out[outAt + i * outRow + j] = before + corner[i * Tile.WIDTH + j];
            }
        }
    }

    private static float[] grown(float[] array, int length) {
        return array.length >= length ? array : new float[length];
    }
}
