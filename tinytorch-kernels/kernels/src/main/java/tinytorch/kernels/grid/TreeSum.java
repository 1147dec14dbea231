package tinytorch.kernels.grid;

/**
 * A sum by halving: with 8 numbers in shared memory, 4 threads add one each to another, then 2, then 1. That is log2(threads) steps instead of as many as there are numbers, and a sum
 * whose rounding errors grow with the logarithm. (Harris, "Optimizing Parallel Reduction in CUDA", 2007.)
 *
 * @param n   how many numbers of x
 * @param out a sum for each block
 */
public record TreeSum(int n, float[] x, float[] out) implements Kernel {

    /**
     * The sum of the first n numbers. Blocks can't wait for each other, so there are two launches: one leaves a sum for each block, the second, of a single block, adds these up.
     *
     * @param threads in a block, a power of 2
     * @throws IllegalArgumentException if it is not
     */
    public static float sum(int blocks, int threads, int n, float[] x) {
        if (Integer.bitCount(threads) != 1) {
            throw new IllegalArgumentException("TreeSum.sum: a block is halved until one thread is left, so it must have a power of 2 of threads, got " + threads + ". Try 256.");
        }
        return sums(1, threads, blocks, sums(blocks, threads, n, x))[0];
    }

    /** A sum for each block, by {@link Grid#launch}; a block shares a number for each of its threads. */
    static float[] sums(int blocks, int threads, int n, float[] x) {
        // tito:begin kernels.grid-sum
        float[] sums = new float[blocks];
        Grid.launch(Dim.of(blocks), Dim.of(threads), threads, new TreeSum(n, x, sums));
        return sums;
        // tito:end
    }

    /**
     * The thread first adds up the numbers that its place in the grid says, one whole grid apart, as in {@link VectorAdd}, and writes their sum to {@code shared[t]}, with its place t in the block. Then,
     * for half the block's threads, a quarter, ... , 1:
     *
     * <ol>
     * <li>{@link GridThread#sync}: all of them, also those that have nothing to add any more.
     * <li>If t is below the half: {@code shared[t] += shared[t + half]}.
     * </ol>
     *
     * <p>At the end thread 0 writes the block's sum to {@code out[block]}.
     *
     * <p>Worked example, 4 threads: [1, 2, 3, 4], half = 2: [4, 6, 3, 4], half = 1: [10, 6, 3, 4].
     */
    @Override
    public void run(GridThread thread) {
        // tito:begin kernels.grid-sum
        float[] shared = thread.shared();
        int t = thread.index().x();
        int all = thread.blocks().x() * thread.threads().x();
        float sum = 0;
        for (int i = thread.column(); i < n; i += all) {
            sum += x[i];
        }
        shared[t] = sum;
        for (int half = thread.threads().x() / 2; half > 0; half /= 2) {
            thread.sync();
            if (t < half) {
                shared[t] += shared[t + half];
            }
        }
        if (t == 0) {
            out[thread.block().x()] = shared[0];
        }
        // tito:end
    }
}
