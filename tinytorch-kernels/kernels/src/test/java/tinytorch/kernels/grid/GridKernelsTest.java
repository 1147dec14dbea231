package tinytorch.kernels.grid;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** The three kernels, on grids that fit and grids that don't. */
class GridKernelsTest {
    private static float[] random(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextDouble(-2, 2);
        }
        return x;
    }

    @Test
    @Tag("kernels.grid-add")
    @LookAt("VectorAdd.run")
    void addsEveryNumberWhateverTheGrid() {
        for (int n : new int[] {0, 1, 7, 16, 33}) {
            for (int[] grid : new int[][] {{1, 1}, {2, 2}, {3, 8}, {5, 16}}) {
                float[] a = random(1, n + 2);
                float[] b = random(2, n + 2);
                float[] out = new float[n + 2];
                float[] expected = new float[n + 2];
                for (int i = 0; i < n; i++) {
                    expected[i] = a[i] + b[i];
                }
                Check.call("VectorAdd", "n = " + n, grid[0] + " blocks of " + grid[1] + " threads").because("a thread takes its number and those a whole grid further; what is behind n is not its own")
                        .equal(() -> {
                            VectorAdd.launch(grid[0], grid[1], n, a, b, out);
                            return out;
                        }, expected);
            }
        }
    }

    @Test
    @Tag("kernels.grid-add")
    @LookAt("VectorAdd.run")
    void neighboursTakeNeighbours() {
        float[] out = new float[7];
        float[] zeros = new float[7];
        Check.call("VectorAdd", "n = 7", "thread 1 of block 0 of 2 blocks of 2 threads").because("numbers 1 and 5, a grid of 4 threads apart").equal(() -> {
            Arrays.fill(out, -1);
            new VectorAdd(7, zeros, zeros, out).run(new GridThread(Dim.of(2), Dim.of(0), Dim.of(2), Dim.of(1), new float[0], _ -> { }));
            return out;
        }, new float[] {-1, 0, -1, -1, -1, 0, -1});
    }

    private static void multiplies(int tile, int m, int n, int k) {
        float[] a = random(1, m * k);
        float[] b = random(2, k * n);
        float[] out = new float[m * n + 3];
        double[] expected = new double[m * n + 3];
        for (int i = 0; i < m * n; i++) {
            for (int p = 0; p < k; p++) {
                expected[i] += (double) a[i / n * k + p] * b[p * n + i % n];
            }
        }
        Check.call("TiledMatMul", "(" + m + ", " + k + ")", "(" + k + ", " + n + ")", "tiles of " + tile)
                .because("a NaN is a number of a tile that nobody had written yet; other numbers come from tiles that were overwritten too soon").within(Tolerance.ofSum(k)).gives(() -> {
                    TiledMatMul.launch(tile, m, n, k, a, b, out);
                    return Values.of(out, out.length);
                }, Values.of(expected, out.length));
    }

    @Test
    @Tag("kernels.grid-matmul")
    void multipliesWhatFitsTheTiles() {
        multiplies(1, 2, 3, 4);
        multiplies(2, 2, 2, 2);
        multiplies(4, 8, 4, 12);
    }

    @Test
    @Tag("kernels.grid-matmul")
    void multipliesWhatDoesNotFit() {
        multiplies(2, 1, 1, 3);
        multiplies(4, 5, 7, 9);
        multiplies(4, 3, 9, 2);
        multiplies(3, 7, 2, 8);
    }

    @Test
    @Tag("kernels.grid-matmul")
    @LookAt("TiledMatMul.run")
    void anInfinityStaysInItsRowAndColumn() {
        float[] out = new float[4];
        Check.call("TiledMatMul", "[[1, 2, 3], [inf, 5, 6]]", "[[1, 0], [0, 1], [inf, 2]]", "tiles of 2").because("behind the end of a row or column the tile holds 0: an infinity from the next row times 0 is NaN")
                .equal(() -> {
                    TiledMatMul.launch(2, 2, 2, 3, new float[] {1, 2, 3, Float.POSITIVE_INFINITY, 5, 6}, new float[] {1, 0, 0, 1, Float.POSITIVE_INFINITY, 2}, out);
                    return out;
                }, new float[] {Float.POSITIVE_INFINITY, 8, Float.POSITIVE_INFINITY, Float.NaN});
    }

    @Test
    @Tag("kernels.grid-matmul")
    void nothingToAddIsZero() {
        float[] out = {7, 7, 7, 7};
        Check.call("TiledMatMul", "(2, 0)", "(0, 2)").because("an empty sum is 0, and it replaces what was there").equal(() -> {
            TiledMatMul.launch(2, 2, 2, 0, new float[0], new float[0], out);
            return out;
        }, new float[4]);
    }

    @Test
    @Tag("kernels.grid-sum")
    void sumsWhateverTheGrid() {
        for (int n : new int[] {0, 1, 5, 8, 37, 100}) {
            for (int[] grid : new int[][] {{1, 1}, {1, 8}, {3, 4}, {2, 16}, {9, 2}}) {
                float[] x = random(3, n + 5);
                double expected = 0;
                for (int i = 0; i < n; i++) {
                    expected += x[i];
                }
                Values sum = Values.of(new double[] {expected});
                Check.call("TreeSum", n + " numbers", grid[0] + " blocks of " + grid[1] + " threads").because("a NaN is a sum that nobody had written yet").within(Tolerance.ofSum(n))
                        .gives(() -> Values.of(new double[] {TreeSum.sum(grid[0], grid[1], n, x)}), sum);
            }
        }
    }

    @Test
    @Tag("kernels.grid-sum")
    void aBlockLeavesItsOwnSum() {
        Check.call("TreeSum.sums", "[1, 2, 3, 4, 50, 60, 70, 80]", "2 blocks of 4 threads").because("block 0 has the first four, block 1 the others")
                .equal(() -> TreeSum.sums(2, 4, 8, new float[] {1, 2, 3, 4, 50, 60, 70, 80}), new float[] {10, 260});
    }

    @Test
    @Tag("kernels.grid-sum")
    @LookAt("TreeSum.run")
    void addsAsATree() {
        float[] x = new float[256];
        Arrays.fill(x, 1);
        x[0] = 1 << 24;
        Check.call("TreeSum", "[2^24, 1, 1, ...]", "1 block of 256 threads")
                .because("2^24 + 1 is 2^24 as a float: one after the other all ones would be lost; in a tree seven eighths of them are added to each other first").equal(() -> {
                    float sum = TreeSum.sum(1, 256, 256, x);
                    return sum >= (1 << 24) + 250 ? "nearly 2^24 + 255" : "2^24 + " + (int) (sum - (1 << 24));
                }, "nearly 2^24 + 255");
    }
}
