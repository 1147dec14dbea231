package tinytorch.kernels;

import java.util.Arrays;

import tinytorch.tensor.Buffer;

/**
 * The matrix product in blocks that fit the caches, after Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication"
 * (2008):
 *
 * <pre>
 * for panels of k          as long as a strip of b fits the first cache
 *   for blocks of rows       a block of a, which stays in the second cache
 *     for a few tiles of rows
 *       for strips of columns    packed
 *         for tiles                {@link Tile}: in registers
 * </pre>
 */
final class Product {
    /** The longest panel of k: a strip of b of 320 rows takes 20 KB of the first cache (with 8 lanes), the tile's rows of a 5 KB. */
    private static final int PANEL = 320;
    /** Numbers in a block of a: 320 KB. */
    private static final int A_BLOCK = 80 * 1024;

    /** Rows that are finished together, whole tiles: a strip is read from the second cache once for all of them, and they fit there too. */
    private static final int FEW_ROWS = 128;

    /** Strips that are packed at a time: 80 KB in the second cache. */
    private static final int STRIPS = 4;
    /** Strips that are packed at a time for all threads. */
    private static final int SHARED_STRIPS = 64;
    /** The longest panel of k then: with longer ones sums are written and read back less often, with shorter ones a strip stays in the first cache. */
    private static final int SHARED_PANEL = 512;

    private static final ThreadLocal<Product> OF_THREAD = ThreadLocal.withInitial(Product::new);

    private float[][] strips = new float[STRIPS][];
    private final Buffer shared = new Buffer();
    private final Buffer block = new Buffer();
    private final Buffer lastRows = new Buffer();
    private final float[] corner = new float[Tile.ROWS * Tile.WIDTH];

    private Product() {
    }

    /** {@code out = a b}, {@code out[i, j] = sum_p a[i, p] * b[p, j]}. */
    static void compute(int m, int n, int k, Left a, Right b, float[] out, int outAt, int outRow) {
        OF_THREAD.get().multiply(m, n, k, a, b, out, outAt, outRow);
    }

    private void multiply(int m, int n, int k, Left a, Right b, float[] out, int outAt, int outRow) {
        int panels = panels(k, PANEL);
        for (int panel = 0; panel < panels; panel++) {
            int p = start(k, panel, panels);
            int depth = start(k, panel + 1, panels) - p;
            int height = height(depth);
            float[][] some = strips(STRIPS * Tile.WIDTH, depth);
            for (int i = 0; i < m; i += height) {
                int rows = Math.min(height, m - i);
                Left.Block left = a.block(rows, depth, i, p, block);
                for (int j = 0; j < n; j += STRIPS * Tile.WIDTH) {
                    int width = Math.min(STRIPS * Tile.WIDTH, n - j);
                    b.packStrips(depth, width, p, j, some, 0);
                    tiles(rows, width, depth, left, some, panel == 0, out, outAt + i * outRow + j, outRow);
                }
            }
        }
    }

    /**
     * The same on all threads: strips of {@code b} that are packed once for all of them, and parts of the rows, each on one thread with its part of
     * {@code a}.
     */
    static void computeShared(int m, int n, int k, Left a, Right b, float[] out, int outAt, int outRow) {
        for (int j = 0; j < n; j += SHARED_STRIPS * Tile.WIDTH) {
            int width = Math.min(SHARED_STRIPS * Tile.WIDTH, n - j);
            int panels = panels(k, SHARED_PANEL);
            for (int panel = 0; panel < panels; panel++) {
                int p = start(k, panel, panels);
                OF_THREAD.get().panel(m, width, start(k, panel + 1, panels) - p, a, b, p, j, panel == 0, out, outAt + j, outRow);
            }
        }
    }

    /** A panel of k columns from p on and n columns of the result, from j on. */
    private void panel(int m, int n, int k, Left a, Right b, int p, int j, boolean first, float[] out, int outAt, int outRow) {
        float[][] packed = strips(n, k);
        Left left = packAll(m, n, k, a, b, p, j, packed);
        int leftAt = left == a ? p : 0;
        Threads.blocks(m, Tile.ROWS, (from, to) -> OF_THREAD.get().rows(from, to, n, k, left, leftAt, packed, first, out, outAt, outRow));
    }

    /**
     * The strips of {@code b}, and all of a transposed left matrix, by all threads: each takes its part of the left's columns, where the numbers of a
     * transposed matrix lie together.
     *
     * @return the left matrix, packed if it is transposed; else each thread will bring its part of it into order, if it must
     */
    private Left packAll(int m, int n, int k, Left a, Right b, int p, int j, float[][] packed) {
        int count = (n + Tile.WIDTH - 1) / Tile.WIDTH;
        Matrix transposed = a instanceof Matrix matrix && matrix.row() == 1 ? matrix : null;
        Groups groups = transposed == null ? null : Groups.in(shared, m, k);
        Threads.run(count + (transposed == null ? 0 : k), (from, to) -> {
            if (from < count) {
                int end = Math.min(n, to * Tile.WIDTH);
                b.packStrips(k, end - from * Tile.WIDTH, p, j + from * Tile.WIDTH, packed, from);
            }
            if (to > count) {
                groups.pack(transposed, m, 0, p, Math.max(0, from - count), to - count);
            }
        });
        return transposed == null ? a : groups;
    }

    private static int panels(int k, int longest) {
        return Math.max(1, (k + longest - 1) / longest);
    }

    private static int start(int k, int panel, int panels) {
        return (int) ((long) k * panel / panels);
    }

    /** Room for strips of so many columns in all. */
    private float[][] strips(int width, int depth) {
        int count = (width + Tile.WIDTH - 1) / Tile.WIDTH;
        if (strips.length < count) {
            strips = Arrays.copyOf(strips, count);
        }
        for (int s = 0; s < count; s++) {
            if (strips[s] == null || strips[s].length < depth * Tile.WIDTH) {
                strips[s] = new float[(SHARED_PANEL + 1) * Tile.WIDTH];   // a line more, so that not all fall on the same few places of the cache
            }
        }
        return strips;
    }

    /** Rows of the result, for the strips that are packed. */
    private void rows(int start, int end, int n, int k, Left a, int p, float[][] strips, boolean first, float[] out, int outAt, int outRow) {
        int height = height(k);
        for (int i = start; i < end; i += height) {
            int rows = Math.min(height, end - i);
            tiles(rows, n, k, a.block(rows, k, i, p, block), strips, first, out, outAt + i * outRow, outRow);
        }
    }

    private static int height(int k) {
        return Math.max(1, A_BLOCK / Math.max(1, k) / Tile.ROWS) * Tile.ROWS;
    }

    /**
     * Rows of the result for these strips, tile by tile: {@code out = a b} with the first panel, {@code out += a b} with all others. A few rows of tiles
     * are finished before the next begin: so a strip is used several times while the first cache has it, and yet {@code out} is written nearly along its
     * rows. (Strip by strip, memory can't run ahead of writing; row by row, every strip comes from the second cache each time.)
     */
    private void tiles(int m, int n, int k, Left.Block a, float[][] strips, boolean first, float[] out, int outAt, int outRow) {
        for (int some = 0; some < m; some += FEW_ROWS) {
            for (int from = 0; from < n; from += Tile.WIDTH) {
                tiles(some, Math.min(m, some + FEW_ROWS), Math.min(Tile.WIDTH, n - from), k, a, strips[from / Tile.WIDTH], first, out, outAt + from, outRow);
            }
        }
    }

    /** The tiles of one strip, of {@code width} columns, in the rows from {@code start} on. */
    private void tiles(int start, int end, int width, int k, Left.Block a, float[] strip, boolean first, float[] out, int outAt, int outRow) {
        for (int i = start; i < end; i += Tile.ROWS) {
            int at = outAt + i * outRow;
            if (end - i < Tile.ROWS || width < Tile.WIDTH) {
                corner(i, Math.min(end - i, Tile.ROWS), width, k, a, strip, first, out, at, outRow);
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
}
