package tinytorch.kernels.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tinytorch.tensor.Kernels;

/** Launches kernels. Blocks know nothing of each other and may run in any order or at the same time: that is why a GPU with twice the cores is twice as fast. */
public final class Grid {
    /** As on a GPU. */
    private static final int MOST_THREADS = 1024;

    private Grid() {
    }

    /**
     * Runs the kernel once for each thread of each block, and returns when all have ended. Blocks are shared out with {@link Kernels#parallel}.
     *
     * @param blocks  how many blocks, in x and y
     * @param threads how many threads in each, 1024 at most
     * @param shared  how many numbers the threads of a block share
     * @throws IllegalArgumentException if a size makes no sense
     * @throws IllegalStateException    if a thread waits at a barrier that another one will not come to
     */
    public static void launch(Dim blocks, Dim threads, int shared, Kernel kernel) {
        if (blocks.x() < 0 || blocks.y() < 0 || threads.x() < 1 || threads.y() < 1 || threads.count() > MOST_THREADS || shared < 0) {
            throw new IllegalArgumentException("Grid.launch: a grid has 0 or more blocks of 1 to " + MOST_THREADS + " threads, and 0 or more shared numbers; got "
                    + blocks + " blocks of " + threads + " = " + threads.count() + " threads with " + shared + " shared numbers.");
        }
        Kernels.active().parallel(blocks.count(), (from, to) -> {
            // On a fiber of its own: one virtual thread hands over to another much faster than to a thread of the system.
            new Fiber(() -> {
                for (int i = from; i < to; i++) {
                    block(blocks, blocks.place(i), threads, shared, kernel).run();
                }
            }).resume();
        });
    }

    private static Block block(Dim blocks, Dim block, Dim threads, int shared, Kernel kernel) {
        float[] memory = new float[shared];
        Arrays.fill(memory, Float.NaN);
        List<GridThread> all = new ArrayList<>();
        for (int i = 0; i < threads.count(); i++) {
            all.add(new GridThread(blocks, block, threads, threads.place(i), memory, kernel));
        }
        return new Block(all);
    }
}
