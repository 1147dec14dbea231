package tinytorch.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import tinytorch.workbench.Statistics;

/**
 * A benchmark beside the same work in PyTorch. Both are measured by turns, each time in a JVM of its own: whatever else the machine does then hits both,
 * and the ratio of two neighbours stays when the rates don't.
 *
 * @param ratio  the median over the turns of our rate divided by PyTorch's
 * @param low    a quarter of the turns gave less
 * @param high   a quarter gave more
 * @param own    our median rate in the turns, in the benchmark's unit: after a longer warm-up than the one by itself
 * @param median PyTorch's
 */
record Peers(double ratio, double low, double high, double own, double median) {
    /** The property that says how many threads both work on. */
    static final String THREADS = "tinytorch.threads";
    private static final String CHECK = "tinytorch.peers.check";
    /** C++ has been compiled: its caches and its memory are warm after this. */
    private static final double THEIR_WARM_UP = 2;
    /** The compiler takes its time: a product of 1024 x 1024 gets its last version, half as fast again, after some 200 calls or 7 s. */
    private static final double OUR_WARM_UP = 10;
    /** A training step has its speed after some sixty. */
    private static final int OUR_WARM_UP_CALLS = 80;
    private static final double LONGEST_WARM_UP = 60;
    private static final int TURNS = 5;
    private static final int QUICK_TURNS = 3;

    /** {@code ours[i]} and {@code theirs[i]} were measured one after the other. */
    static Peers of(double[] ours, double[] theirs) {
        double[] ratios = new double[ours.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours[i] / theirs[i];
        }
        Statistics ratio = Statistics.of(ratios);
        return new Peers(ratio.median(), ratio.q1(), ratio.q3(), Statistics.of(ours).median(), Statistics.of(theirs).median());
    }

    /** Whether PyTorch is on the class path: {@code tito bench --peers} puts it there. */
    static boolean there() {
        return Cell.matching("").stream().anyMatch(cell -> cell.peer().isPresent());
    }

    /** Whether this JVM is to compare the numbers that come out, beside the time: the first that runs the peer of a benchmark. */
    static boolean checking() {
        return Boolean.getBoolean(CHECK);
    }

    /**
     * Ours, theirs, ours, theirs, ...
     *
     * @param found our rate by itself, which says the unit and how long a call takes
     */
    static Peers measure(Cell cell, Cell peer, Rate found, String kernels, int threads, boolean quick) throws RunnerException {
        int turns = quick ? QUICK_TURNS : TURNS;
        double warmUp = Math.clamp(OUR_WARM_UP_CALLS * found.callSeconds(), OUR_WARM_UP, LONGEST_WARM_UP);
        double[] ours = new double[turns];
        double[] theirs = new double[turns];
        for (int turn = 0; turn < turns; turn++) {
            ours[turn] = cell.runShort(kernels, threads, warmUp, List.of()).median();
            Rate rate = peer.runShort(kernels, threads, THEIR_WARM_UP, options(threads, turn == 0));
            if (!rate.unit().equals(found.unit())) {
                throw new IllegalStateException(peer.label() + " counts " + rate.unit() + ", but " + cell.label() + " " + found.unit());
            }
            theirs[turn] = rate.median();
        }
        return of(ours, theirs);
    }

    private static List<String> options(int threads, boolean check) {
        List<String> options = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true", "-Dslf4j.internal.verbosity=ERROR",
                "-Dai.djl.pytorch.num_interop_threads=1", "-Dai.djl.pytorch.num_threads=" + threads));
        if (check) {
            options.add("-D" + CHECK + "=true");
        }
        return options;
    }
}
