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

    /** Runs parts that nobody has taken until there are none, and tells whether there were any. After a failure the rest is not run. */
    boolean takeParts() {
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
    }

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
