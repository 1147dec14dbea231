package tinytorch.kernels.lab;

import java.util.Arrays;

import tinytorch.kernels.ladder.MatrixProduct;
import tinytorch.kernels.ladder.TiledProduct;
import tinytorch.kernels.ladder.VectorProduct;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/**
 * Caches as steps: the same product in blocks of b from 16 to all of its 2,048 rows and columns. Small blocks pay for many short loops, blocks that
 * a cache does not hold for waiting. Three loops: one that goes down the columns of a block, as {@link tinytorch.kernels.ladder.NaiveProduct} does, and the rungs 3
 * and 4, along its rows.
 */
final class TileExperiment {
    private static final int M = 16;
    private static final int N = 2048;

    private TileExperiment() {
    }

    static Table table() {
        Table table = new Table("Tiles: (" + M + ", " + N + ") times (" + N + ", " + N + ") on one thread", "tile", "block of b", "down columns", "along rows", "with vectors");
        float[] a = new float[M * N];
        float[] b = new float[N * N];
        float[] out = new float[M * N];
        Arrays.fill(a, 0.5f);
        Arrays.fill(b, 0.25f);
        for (int tile = 16; tile <= N; tile *= 2) {
            int size = tile;
            table.row(tile, Format.bytes(4.0 * tile * tile), rate(a, b, out, (m, n, k, x, y, z) -> downColumns(size, m, n, k, x, y, z)),
                    rate(a, b, out, new TiledProduct(tile)), rate(a, b, out, new VectorProduct(tile)));
        }
        return table;
    }

    private static String rate(float[] a, float[] b, float[] out, MatrixProduct product) {
        double seconds = Machine.seconds(Profiler.quick().repeats(3).measure("tile", () -> product.multiply(M, N, N, a, b, out)), 1);
        return Format.rate(2.0 * M * N * N, seconds, "FLOP");
    }

    private static void downColumns(int tile, int m, int n, int k, float[] a, float[] b, float[] out) {
        Arrays.fill(out, 0, m * n, 0);
        for (int left = 0; left < n; left += tile) {
            int right = Math.min(n, left + tile);
            for (int top = 0; top < k; top += tile) {
                int bottom = Math.min(k, top + tile);
                for (int i = 0; i < m; i++) {
                    for (int j = left; j < right; j++) {
                        float sum = out[i * n + j];
                        for (int p = top; p < bottom; p++) {
                            sum += a[i * k + p] * b[p * n + j];
                        }
                        out[i * n + j] = sum;
                    }
                }
            }
        }
    }
}
