package tinytorch.testkit.run;

/** Ends the JVM when one test takes too long, after it has reported the line where the test hangs. */
final class Watchdog {
    /** The exit code of a JVM that the watchdog ended, that of the command {@code timeout}. */
    static final int EXIT = 124;
    private static final long LOOK_EVERY_MILLIS = 50;

    private final EventWriter events;
    private final Thread tests;
    private final double limit;
    private String test;
    private long start;

    Watchdog(EventWriter events, Thread tests, double limit) {
        this.events = events;
        this.tests = tests;
        this.limit = limit;
        Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
    }

    synchronized void begin(String test) {
        this.test = test;
        this.start = System.nanoTime();
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
        double seconds = (System.nanoTime() - start) / 1e9;
        if (test != null && seconds > limit) {
            events.timeout(test, seconds, tests.getStackTrace());
            Runtime.getRuntime().halt(EXIT);
        }
    }
}
