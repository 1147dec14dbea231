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
 * @param own    our rate in the turns
 * @param median PyTorch's median rate in the turns. The ratio of both medians is not the median of the ratios, above all on a restless machine.
 */
record Peers(double ratio, double low, double high, Rate own, double median) {
    /** The property that says how many threads both work on. */
    static final String THREADS = "tinytorch.threads";
    private static final String CHECK = "tinytorch.peers.check";
    /** C++ has been compiled: its caches and its memory are warm after this. Ours warms up as long as it does by itself. */
    static final double THEIR_WARM_UP = 2;
    private static final int TURNS = 5;
    private static final int QUICK_TURNS = 3;

    /** How many pairs are measured. */
    static int turns(boolean quick) {
        return quick ? QUICK_TURNS : TURNS;
    }

    /** {@code ours[i]} and {@code theirs[i]} were measured one after the other. */
    static Peers of(List<Rate> ours, double[] theirs) {
        double[] ratios = new double[theirs.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours.get(i).median() / theirs[i];
        }
        Statistics ratio = Statistics.of(ratios);
        return new Peers(ratio.median(), ratio.q1(), ratio.q3(), Rate.ofTurns(ours), Statistics.of(theirs).median());
    }

    /** Whether PyTorch is on the class path: {@code tito bench --peers} puts it there. */
    static boolean there() {
        return Cell.matching("").stream().anyMatch(cell -> cell.peer().isPresent());
    }

    /** Whether this JVM is to compare the numbers that come out, beside the time: the first that runs the peer of a benchmark. */
    static boolean checking() {
        return Boolean.getBoolean(CHECK);
    }

    /** Ours, theirs, ours, theirs, ... */
    static Peers measure(Cell cell, Cell peer, WarmUp warmUp, String kernels, int threads, boolean quick) throws RunnerException {
        List<Rate> ours = new ArrayList<>();
        double[] theirs = new double[turns(quick)];
        for (int turn = 0; turn < theirs.length; turn++) {
            Rate own = cell.runTurn(kernels, threads, warmUp.seconds(quick), Cell.iteration(warmUp), List.of());
            Rate rate = peer.runTurn(kernels, threads, THEIR_WARM_UP, Cell.iteration(warmUp), options(threads, turn == 0));
            if (!rate.unit().equals(own.unit())) {
                throw new IllegalStateException(peer.label() + " counts " + rate.unit() + ", but " + cell.label() + " " + own.unit());
            }
            ours.add(own);
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
