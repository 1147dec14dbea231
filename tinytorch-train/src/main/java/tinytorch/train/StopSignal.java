package tinytorch.train;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A wish to stop a training at the next good moment: after the step that runs, with a checkpoint. {@link #onShutdown} ties it to
 * Ctrl-C:
 *
 * <pre>{@code
 * try (StopSignal stop = StopSignal.onShutdown(Duration.ofMinutes(1))) {
 *     result = trainer.stopOn(stop).fit(train, validation, epochs);
 *     if (result.ending() == Ending.STOPPED) {
 *         System.err.println("Saved. Go on with --resume.");
 *     }
 * }
 * }</pre>
 *
 * <p>On Ctrl-C the JVM runs its shutdown hooks and ends with exit code 130, whatever other threads do. The hook here makes the wish
 * known and waits until {@link #close} says that everything is saved (or the time is over): so the program need not end itself, and
 * must not call {@link System#exit} inside the block, which would wait for the hook for ever.
 */
public final class StopSignal implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean requested;
    private Thread hook;

    /** A signal that only {@link #request} gives. */
    public StopSignal() {
    }

    /**
     * A signal that is also given when the JVM is told to end (Ctrl-C, {@code kill}), which then waits for {@link #close}, but no
     * longer than {@code patience}.
     */
    public static StopSignal onShutdown(Duration patience) {
        StopSignal signal = new StopSignal();
        signal.hook = new Thread(() -> signal.requestAndWait(patience), "stop-signal");
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Asks the training to stop. */
    public void request() {
        requested = true;
    }

    /** Whether the training should stop. */
    public boolean requested() {
        return requested;
    }

    private void requestAndWait(Duration patience) {
        request();
        try {
            closed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is saved: the JVM may end. */
    @Override
    public void close() {
        closed.countDown();
        if (hook != null && !requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                request();   // the shutdown began between the two lines; the hook finds the latch open
            }
        }
    }
}
