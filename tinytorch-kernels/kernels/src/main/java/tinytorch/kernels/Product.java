package tinytorch.kernels;

import java.util.Arrays;

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
    /** The longest panel of k: a strip of b of 320 rows takes 20 KB of the first cache (with 8 lanes), the tile's rows of a 8 KB. */
    private static final int PANEL = 320;
    /** Numbers in a block of a: 320 KB. */
    private static final int A_BLOCK = 80 * 1024;
    /** Rows further apart than this are packed: they lie on different pages, and in the same few places of the cache. */
    private static final int FAR = 1024;

    private static final ThreadLocal<Product> OF_THREAD = ThreadLocal.withInitial(Product::new);

    private float[] strip = new float[0];
    private float[] packedA = new float[0];
    private final float[] corner = new float[Tile.HIGH * Tile.WIDTH];
    private float[] cornerRows = new float[0];

    private Product() {
    }

    /** {@code out = a b}, {@code out[i, j] = sum_p a[i, p] * b[p, j]}. */
    static void compute(int m, int n, int k, Operand a, Operand b, float[] out, int outAt, int outRow) {
        OF_THREAD.get().multiply(m, n, k, a, b, out, outAt, outRow);
    }

    private void multiply(int m, int n, int k, Operand a, Operand b, float[] out, int outAt, int outRow) {
        int panels = Math.max(1, (k + PANEL - 1) / PANEL);
        for (int panel = 0; panel < panels; panel++) {
            int p = (int) ((long) k * panel / panels);
            int depth = (int) ((long) k * (panel + 1) / panels) - p;
            int block = Math.max(1, A_BLOCK / Math.max(1, depth) / Tile.HIGH) * Tile.HIGH;
            strip = grown(strip, depth * Tile.WIDTH);
            for (int i = 0; i < m; i += block) {
                int rows = Math.min(block, m - i);
                Matrix left = contiguousRows(rows, depth, a, i, p);
                for (int j = 0; j < n; j += Tile.WIDTH) {
                    int width = Math.min(Tile.WIDTH, n - j);
                    b.packStrip(depth, width, p, j, strip);
                    tiles(rows, width, depth, left, panel == 0, out, outAt + i * outRow + j, outRow);
                }
            }
        }
    }

    private Matrix contiguousRows(int m, int k, Operand a, int i, int p) {
        if (a instanceof Matrix matrix && matrix.column() == 1 && matrix.row() < FAR) {
            return matrix.from(i, p);
        }
        packedA = grown(packedA, m * k);
        a.packRows(m, k, i, p, packedA);
        return new Matrix(packedA, 0, k, 1);
    }

    /**
     * One strip of columns: tiles of 6 rows, of 4 where that leaves no rest, and a padded one for what is left. {@code out = a b} with the first
     * panel, {@code out += a b} with all others.
     */
    private void tiles(int m, int width, int k, Matrix a, boolean first, float[] out, int outAt, int outRow) {
        float[] rows = a.data();
        int i = 0;
        while (i < m) {
            int left = m - i;
            boolean high = left >= Tile.HIGH && left != 2 * Tile.LOW;
            int tile = high ? Tile.HIGH : Tile.LOW;
            int at = outAt + i * outRow;
            if (left < tile || width < Tile.WIDTH) {
                corner(Math.min(left, tile), tile, width, k, rows, a.at(i, 0), a.row(), first, out, at, outRow);
            } else if (high) {
                Tile.addHigh(k, rows, a.at(i, 0), a.row(), strip, 0, first ? Tile.ZEROS : out, first ? 0 : at, first ? 0 : outRow, out, at, outRow);
            } else {
                Tile.addLow(k, rows, a.at(i, 0), a.row(), strip, 0, first ? Tile.ZEROS : out, first ? 0 : at, first ? 0 : outRow, out, at, outRow);
            }
            i += tile;
        }
    }

    /** A tile that reaches beyond the result: computed aside, and what belongs to the result is written or added to it. */
    private void corner(int m, int tile, int n, int k, float[] a, int aAt, int aRow, boolean first, float[] out, int outAt, int outRow) {
        float[] rows = a;
        int from = aAt;
        int row = aRow;
        if (m < tile) {
            cornerRows = grown(cornerRows, tile * k);
            for (int i = 0; i < tile; i++) {
                if (i < m) {
                    System.arraycopy(a, aAt + i * aRow, cornerRows, i * k, k);
                } else {
                    Arrays.fill(cornerRows, i * k, i * k + k, 0);
                }
            }
            rows = cornerRows;
            from = 0;
            row = k;
        }
        if (tile == Tile.HIGH) {
            Tile.addHigh(k, rows, from, row, strip, 0, Tile.ZEROS, 0, 0, corner, 0, Tile.WIDTH);
        } else {
            Tile.addLow(k, rows, from, row, strip, 0, Tile.ZEROS, 0, 0, corner, 0, Tile.WIDTH);
        }
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
