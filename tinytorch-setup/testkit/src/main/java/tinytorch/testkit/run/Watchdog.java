package tinytorch.testkit.run;

import java.time.Duration;
import java.util.Locale;

/**
 * Ends the JVM when one test takes too long, after it has reported the line where the test hangs. What counts is the processor time of the whole JVM, so a test is not late
 * because the machine has other work. A test that does nothing at all for as long is late too, and none gets more than {@link #PATIENCE} times the limit by the clock.
 */
final class Watchdog {
    /** The exit code of a JVM that the watchdog ended, that of the command {@code timeout}. */
    static final int EXIT = 124;
    /** How many times its limit a test may take by the clock: on a machine with other work. */
    static final double PATIENCE = 6;
    /** The course's tests start a few dozen at most. */
    private static final int THREADS = 1000;
    private static final long LOOK_EVERY_MILLIS = 50;
    /** Below this part of the clock's time nothing is done but what this class does itself. */
    private static final double IDLE = 0.02;

    private final EventWriter events;
    private final Thread tests;
    private final double limit;
    private final ThreadGroup all;
    private String test;
    private long start;
    private double cpuAtStart;
    private long lookedAt;
    private double cpuAtLook;
    private double idle;

    Watchdog(EventWriter events, Thread tests, double limit) {
        this.events = events;
        this.tests = tests;
        this.limit = limit;
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        this.all = top;
        Thread watching = Thread.ofPlatform().daemon().name("watchdog").unstarted(this::watch);
        watching.setPriority(Thread.MAX_PRIORITY);
        watching.start();
    }

    synchronized void begin(String test) {
        this.test = test;
        start = System.nanoTime();
        cpuAtStart = cpuSeconds();
        lookedAt = start;
        cpuAtLook = cpuAtStart;
        idle = 0;
    }

    /** Seconds since {@link #begin}. From here on the test can't be too late any more. */
    synchronized double end() {
        test = null;
        return (System.nanoTime() - start) / 1e9;
    }

    private void watch() {
        while (true) {
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                continue;   // learner code interrupts every thread it finds: still nobody else stops a hanging test
            }
            look();
        }
    }

    private synchronized void look() {
        if (test == null) {
            return;
        }
        long now = System.nanoTime();
        double seconds = (now - start) / 1e9;
        double cpu = cpuSeconds();
        if (now - lookedAt > 1e9) {   // the system counts processor time in hundredths of a second
            boolean waits = tests.getState() != Thread.State.RUNNABLE && cpu - cpuAtLook < IDLE * (now - lookedAt) / 1e9;
            idle = waits ? idle + (now - lookedAt) / 1e9 : 0;
            lookedAt = now;
            cpuAtLook = cpu;
        }
        if (cpu - cpuAtStart > limit) {
            stop(seconds, String.format(Locale.ROOT, "Stopped after %.0f s of processor time: a loop does not end, or takes far too long.", cpu - cpuAtStart));
        } else if (idle >= limit) {
            stop(seconds, String.format(Locale.ROOT, "Stopped after %.0f s: it waits for something that does not happen.", seconds));
        } else if (seconds > PATIENCE * limit) {
            stop(seconds, String.format(Locale.ROOT, "Stopped after %.0f s, of which it computed for %.0f s.", seconds, cpu - cpuAtStart));
        } else if (all.activeCount() > THREADS) {
            stop(seconds, "Stopped: it has started more than " + THREADS + " threads.");
        }
    }

    private void stop(double seconds, String why) {
        events.timeout(test, seconds, why, tests.getStackTrace());
        Runtime.getRuntime().halt(EXIT);
    }

    /** Of all threads of this JVM. A system that does not tell counts the clock's time. */
    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseGet(() -> Duration.ofNanos(System.nanoTime())).toNanos() / 1e9;
    }
}
