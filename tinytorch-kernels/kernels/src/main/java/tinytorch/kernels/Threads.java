package tinytorch.kernels;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import tinytorch.tensor.Kernels;

/**
 * Runs parts of a loop at the same time, on as many threads as the system property {@code tinytorch.threads} says, else on one
 * for each processor: the thread that asks, and helpers that wait for work.
 *
 * <p>A loop is cut into the same parts whatever the number of threads, and a thread that is done takes the next part. So the
 * results have the same bits on every machine, and a core that other programs slow down does not hold up the rest.
 *
 * <p>One loop at a time is shared. One that begins meanwhile, inside of a part or on another thread, runs on its own thread alone.
 */
final class Threads {
    /** The most parts a loop is cut into: enough to keep 16 cores busy, few enough that sums kept for each part stay cheap. */
    private static final int PARTS = 16;
    /** Of {@link #blocks}: so that a thread whose core is busy with something else can be helped. */
    private static final int PARTS_A_THREAD = 4;
    /**
     * How often a thread that waits looks again before it sleeps, some 50 microseconds in all. To wake a sleeping thread takes as long, and the
     * loops of a training step follow one another more quickly than that. ({@code java.util.concurrent.ForkJoinPool}, whose threads sleep at once,
     * took 450 to 500 microseconds for loops of 200, this takes 230 to 270: two cores of a virtual machine.)
     */
    static final int LOOKS = 2_000;

    static final int COUNT = Math.max(1, Integer.getInteger("tinytorch.threads", Runtime.getRuntime().availableProcessors()));
    private static final AtomicBoolean SHARING = new AtomicBoolean();
    private static final Thread[] HELPERS = new Thread[COUNT - 1];
    private static volatile SharedLoop current;

    static {
        for (int i = 0; i < HELPERS.length; i++) {
            HELPERS[i] = Thread.ofPlatform().daemon().name("kernels-" + (i + 1)).start(Threads::help);
        }
    }

    private Threads() {
    }

    /** Whether a loop that began now would be shared. */
    static boolean available() {
        return COUNT > 1 && !SHARING.get();
    }

    /** Calls {@code body} for ranges that together are {@code 0 .. n - 1}, and returns when all are done. */
    static void run(int n, Kernels.Range body) {
        SharedLoop loop = new SharedLoop(n, Math.min(n, PARTS), body);
        if (COUNT == 1 || n < 2 || !SHARING.compareAndSet(false, true)) {
            loop.takeParts();
            loop.finish();
            return;
        }
        try {
            current = loop;
            for (Thread helper : HELPERS) {
                LockSupport.unpark(helper);
            }
            loop.takeParts();
            loop.finish();
        } finally {
            current = null;
            SHARING.set(false);
        }
    }

    /**
     * Calls {@code body} for ranges that together are {@code 0 .. n - 1} and begin at multiples of {@code block}: a few for each thread. For loops that
     * have the same result however they are cut, and do something once for every part.
     */
    static void blocks(int n, int block, Kernels.Range body) {
        int blocks = (n + block - 1) / block;
        int parts = Math.min(blocks, PARTS_A_THREAD * COUNT);
        run(parts, (from, to) -> {
            int first = (int) ((long) blocks * from / parts) * block;
            int end = (int) ((long) blocks * to / parts) * block;
            body.run(first, Math.min(n, end));
        });
    }

    private static void help() {
        int looks = 0;
        while (true) {
            SharedLoop loop = current;
            if (loop != null && loop.takeParts()) {
                looks = 0;
            } else if (looks < LOOKS) {
                looks++;
                Thread.onSpinWait();
            } else {
                looks = 0;
                LockSupport.park(Threads.class);
            }
        }
    }
}
