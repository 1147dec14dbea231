package tinytorch.kernels;

import java.util.concurrent.atomic.AtomicInteger;

import tinytorch.tensor.Kernels;

/** A loop cut into parts, which the threads that work on it take one after the other. */
final class SharedLoop {
    private final int n;
    private final int parts;
    private final Kernels.Range body;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile Throwable failure;

    SharedLoop(int n, int parts, Kernels.Range body) {
        this.n = n;
        this.parts = parts;
        this.body = body;
    }

    /**
     * Runs parts until there are none that nobody has taken, and tells whether there were any. All threads that share the loop call this at the same time: the
     * counter {@code next} hands out each part number from 0 to {@code parts - 1} once ({@code getAndIncrement} is one step, nobody can come in between), and a
     * thread that is done with a part takes another. So one whose core is busy with something else does not hold up the rest.
     *
     * <p>Part number q is the range from {@link #start start(q)} to {@code start(q + 1)}. What {@code body} throws is kept in {@code failure}, whatever it
     * is: it must reach the thread that waits. After a failure the parts that are left are taken, but not run. Every part that was taken counts as
     * {@code done} in the end, else {@link #finish} would wait for ever.
     */
    boolean takeParts() {
        // tito:begin kernels.parts
        boolean any = false;
        for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
            any = true;
            try {
                if (failure == null) {
                    body.run(start(part), start(part + 1));
                }
            } catch (Throwable thrown) {   // an Error too: it must reach the thread that waits
                failure = thrown;
            }
            done.getAndIncrement();
        }
        return any;
        // tito:end
    }

    /** Where part number {@code part} begins. */
    private int start(int part) {
        return (int) ((long) n * part / parts);
    }

    /** Waits for parts that are still running elsewhere; throws what one of them threw. */
    void finish() {
        for (int looks = 0; done.get() < parts; looks++) {
            if (looks < Threads.LOOKS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();   // the other may be waiting for this very core
            }
        }
        switch (failure) {
            case null -> { }
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
