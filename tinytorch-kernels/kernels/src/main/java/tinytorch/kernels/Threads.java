package tinytorch.kernels;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveAction;

import tinytorch.tensor.Kernels;

/**
 * Runs parts of a loop at the same time, on as many threads as the system property {@code tinytorch.threads} says, else on one
 * for each processor.
 *
 * <p>A loop is cut into the same parts whatever the number of threads, and a thread that is done takes the next part. So the
 * results have the same bits on every machine, and a core that other programs slow down does not hold up the rest.
 */
final class Threads {
    /** The most parts a loop is cut into: enough to keep 16 cores busy, few enough that sums kept for each part stay cheap. */
    private static final int PARTS = 16;

    private static final int COUNT = Math.max(1, Integer.getInteger("tinytorch.threads", Runtime.getRuntime().availableProcessors()));
    private static final ForkJoinPool POOL = new ForkJoinPool(COUNT);

    private Threads() {
    }

    /** The number of threads. */
    static int count() {
        return COUNT;
    }

    /** Whether a loop would run on several threads: not inside a part of another loop. */
    static boolean available() {
        return COUNT > 1 && !(Thread.currentThread() instanceof ForkJoinWorkerThread);
    }

    /** Calls {@code body} for ranges that together are {@code 0 .. n - 1}, and returns when all are done. */
    static void run(int n, Kernels.Range body) {
        int parts = Math.min(n, PARTS);
        if (!available() || parts < 2) {
            for (int part = 0; part < parts; part++) {
                body.run(start(n, part, parts), start(n, part + 1, parts));
            }
            return;
        }
        POOL.invoke(new Parts(n, 0, parts, parts, body));
    }

    private static int start(int n, int part, int parts) {
        return (int) ((long) n * part / parts);
    }

    /** The parts from {@code from} to {@code to - 1} of a loop: halves itself until one part is left. */
    private static final class Parts extends RecursiveAction {
        private static final long serialVersionUID = 1;

        private final int n;
        private final int from;
        private final int to;
        private final int parts;
        private final transient Kernels.Range body;

        Parts(int n, int from, int to, int parts, Kernels.Range body) {
            this.n = n;
            this.from = from;
            this.to = to;
            this.parts = parts;
            this.body = body;
        }

        @Override
        protected void compute() {
            if (to - from == 1) {
                body.run(start(n, from, parts), start(n, to, parts));
                return;
            }
            int middle = (from + to) / 2;
            invokeAll(new Parts(n, from, middle, parts, body), new Parts(n, middle, to, parts, body));
        }
    }
}
