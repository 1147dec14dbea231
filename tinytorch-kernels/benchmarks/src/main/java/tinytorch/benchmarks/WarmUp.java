package tinytorch.benchmarks;

/**
 * How long a benchmark runs before it is measured: until the compiler has made its last version. That depends on how often the code ran, so on how long a
 * call takes, which a first short run tells.
 *
 * @param callSeconds how long a call took in that first run, hardly warmed up: rather too long, so the warm-up too is rather too long
 */
record WarmUp(double callSeconds) {
    /** The first run. */
    static final double FIRST_SECONDS = 0.6;
    /** Whatever takes microseconds has run a hundred thousand times by then; what is left is the time the compiler itself takes. */
    private static final double LEAST_SECONDS = 3;
    /** A product of 1024 x 1024 has its last version, half as fast again as the one before, after some 200 to 350 calls ... */
    private static final int CALLS = 400;
    /** ... or 7 s. */
    private static final double ENOUGH_SECONDS = 10;
    /** A training step is many loops, and has its speed after some sixty calls, however long they take. */
    private static final int CALLS_OF_A_STEP = 80;
    private static final double MOST_SECONDS = 60;
    /** Figures to look at, not to quote. */
    private static final double QUICK = 0.25;

    /** In seconds. */
    double seconds(boolean quick) {
        double enough = Math.clamp(CALLS * callSeconds, LEAST_SECONDS, ENOUGH_SECONDS);
        return Math.clamp(CALLS_OF_A_STEP * callSeconds, enough, MOST_SECONDS) * (quick ? QUICK : 1);
    }
}
