package tinytorch.kernels.ladder;

import java.util.Arrays;

/**
 * Rung 3: the matrices in blocks that fit a cache. {@link ReorderedProduct} reads all of {@code b} for every row of {@code out}: if {@code b} is larger than the
 * cache, it comes from memory every time. Here a block of {@code b}, {@code tile} rows of {@code tile} numbers, is used for all rows of {@code out} before
 * the next one is read.
 *
 * <p>Whether that makes it faster depends on who waits for whom: a loop that works on one number at a time is so slow that memory keeps up. Vectors, on the
 * next rung, are hungrier.
 */
public final class TiledProduct implements MatrixProduct {
    private final int tile;

    /**
     * A product in blocks.
     *
     * @param tile rows and columns of a block of {@code b}: 64 take 16 KB, half of a first-level cache
     */
    public TiledProduct(int tile) {
        if (tile < 1) {
            throw new IllegalArgumentException("TiledProduct: a block has 1 row or more, got " + tile + ". Take 64 to fit a first-level cache.");
        }
        this.tile = tile;
    }

    /**
     * The product by five loops: over blocks of columns j, over blocks of p, and inside of a block those of {@link ReorderedProduct}: i, p, j. The last
     * block of a row or column is smaller if {@code tile} doesn't divide its length.
     *
     * <p>Worked example, tile = 2, k = 3: the sums of {@code out[i, j]} get p = 0 and 1 with the first block, and p = 2 with the second, when other
     * sums have been worked on in between. So {@code out} is set to 0 before the first block, and added to by all.
     */
    @Override
    public void multiply(int m, int n, int k, float[] a, float[] b, float[] out) {
        // tito:begin kernels.tiles
        Arrays.fill(out, 0, m * n, 0);
        for (int left = 0; left < n; left += tile) {
            int right = Math.min(n, left + tile);
            for (int top = 0; top < k; top += tile) {
                int bottom = Math.min(k, top + tile);
                for (int i = 0; i < m; i++) {
                    for (int p = top; p < bottom; p++) {
                        float x = a[i * k + p];
                        for (int j = left; j < right; j++) {
                            out[i * n + j] += x * b[p * n + j];
                        }
                    }
                }
            }
        }
        // tito:end
    }
}
