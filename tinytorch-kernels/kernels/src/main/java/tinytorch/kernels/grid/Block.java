package tinytorch.kernels.grid;

import java.util.List;

/**
 * The threads of a block on one core: by turns, each from barrier to barrier. As one runs to its barrier before the next begins, a barrier that was forgotten shows every time, in the
 * same wrong numbers. On a GPU it would show now and then.
 */
final class Block {
    private final List<GridThread> threads;

    Block(List<GridThread> threads) {
        this.threads = threads;
    }

    /** Runs the block to its end. Threads that still wait when it fails are ended. */
    void run() {
        try {
            rounds();
        } finally {
            threads.forEach(thread -> thread.fiber().cancel());
        }
    }

    /**
     * Round after round until all threads have ended. In a round every thread runs once, in order, until it waits at a barrier or ends ({@link Fiber#resume}). After a round there are
     * three cases:
     *
     * <ul>
     * <li>all wait: the barrier opens, the next round begins;
     * <li>all have ended: the block is done;
     * <li>some wait and others have ended: those who wait would wait for ever. On a GPU the program hangs, or goes on with wrong numbers; here it is refused. {@link #stuck} makes the
     * exception, from the first that waits and the first that has ended.
     * </ul>
     *
     * @throws IllegalStateException in the third case
     */
    private void rounds() {
        // tito:begin kernels.barrier
        boolean open = true;
        while (open) {
            GridThread waits = null;
            GridThread ended = null;
            for (GridThread thread : threads) {
                if (thread.fiber().resume()) {
                    waits = waits == null ? thread : waits;
                } else {
                    ended = ended == null ? thread : ended;
                }
            }
            if (waits != null && ended != null) {
                throw stuck(waits, ended);
            }
            open = waits != null;
        }
        // tito:end
    }

    private static IllegalStateException stuck(GridThread waits, GridThread ended) {
        return new IllegalStateException("Grid: " + waits + " waits at a barrier, but " + ended + " has ended and will never come. Every thread of a block must come to every sync():"
                + " put a condition around the work, not around sync(), and don't return before it.");
    }
}
