package tinytorch.kernels.grid;

import java.util.concurrent.locks.LockSupport;

/**
 * Work that can stop in the middle and go on later. It runs on a virtual thread; while it runs, who resumed it waits, and the other way round. So nothing here
 * needs a lock, and what one has written the other sees.
 */
final class Fiber {
    private final Runnable work;
    private final Thread thread;
    private volatile Thread resumer;
    private volatile boolean running;
    // All of these are written before running is, and read after.
    private boolean started;
    private boolean ended;
    private boolean cancelled;
    private Throwable failure;

    Fiber(Runnable work) {
        this.work = work;
        this.thread = Thread.ofVirtual().unstarted(this::run);
    }

    /**
     * Lets the work run until it pauses or ends.
     *
     * @return true if it waits in {@link #pause}, false if it has ended
     * @throws IllegalStateException if it had ended before; what the work throws is thrown here
     */
    boolean resume() {
        if (ended) {
            throw new IllegalStateException("this fiber has ended");
        }
        resumer = Thread.currentThread();
        running = true;
        if (started) {
            LockSupport.unpark(thread);
        } else {
            started = true;
            thread.start();
        }
        while (running) {
            LockSupport.park(this);
        }
        switch (failure) {
            case null -> { }
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(failure);
        }
        return !ended;
    }

    /** Called by the work: hands over to who resumed it, and returns when it is resumed again. */
    void pause() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("sync: only the thread itself can wait at its barrier; it was called by " + Thread.currentThread() + ".");
        }
        if (!cancelled) {
            handOver();
        }
        while (!running) {
            LockSupport.park(this);
        }
        if (cancelled) {
            throw new Cancelled();
        }
    }

    /** Ends work that waits, so that its thread does not wait for ever. */
    void cancel() {
        if (started && !ended) {
            cancelled = true;
            resume();
        }
    }

    private void run() {
        try {
            work.run();
        } catch (Cancelled e) {
            failure = null;
        } catch (Throwable thrown) {   // an Error too: it has to reach who resumed this
            failure = thrown;
        } finally {
            ended = true;
            handOver();
        }
    }

    private void handOver() {
        running = false;
        LockSupport.unpark(resumer);
    }

    /** Unwinds work that nobody will resume any more. */
    private static final class Cancelled extends Error {
        private static final long serialVersionUID = 1;

        Cancelled() {
            super("cancelled", null, false, false);
        }
    }
}
