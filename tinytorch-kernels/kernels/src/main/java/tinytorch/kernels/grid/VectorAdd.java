package tinytorch.kernels.grid;

/**
 * {@code out = a + b}: the first kernel of every course. No thread needs another.
 *
 * @param n how many numbers
 */
public record VectorAdd(int n, float[] a, float[] b, float[] out) implements Kernel {

    /** Adds with this many blocks of this many threads: {@link Grid#launch}, and nothing is shared. */
    public static void launch(int blocks, int threads, int n, float[] a, float[] b, float[] out) {
        // tito:begin kernels.grid-add
        Grid.launch(Dim.of(blocks), Dim.of(threads), 0, new VectorAdd(n, a, b, out));
        // tito:end
    }

    /**
     * The thread adds the number that its place in the grid says ({@link GridThread#column}), then those one whole grid further on, and so forth (a grid-stride loop): so every number has its
     * thread, whatever n and the grid are. Neighbouring threads read neighbouring numbers, which a GPU fetches in one go.
     *
     * <p>Worked example: n = 7 on 2 blocks of 2 threads. Thread 1 of block 0 adds numbers 1 and 5, thread 1 of block 1 adds number 3 alone.
     */
    @Override
    public void run(GridThread thread) {
        // tito:begin kernels.grid-add
        int all = thread.blocks().x() * thread.threads().x();
        for (int i = thread.column(); i < n; i += all) {
            out[i] = a[i] + b[i];
        }
        // tito:end
    }
}
