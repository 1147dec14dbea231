package tinytorch.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One line of the table: a benchmark, and the size it is to run at.
 *
 * @param benchmark its full name
 * @param parameter the name of the parameter that says the size; empty if there is none
 * @param value     the size
 */
record Cell(String benchmark, String parameter, String value) {
    /** Where an operation of the fast kernels takes longer than this, the slow ones run it a few times only. */
    private static final double LONG_SECONDS = 0.005;
    private static final double SHORTEST = 0.001;
    private static final double SLOW_WARM_UP = 2;
    private static final int ITERATIONS = 7;
    private static final int QUICK_ITERATIONS = 3;
    private static final int TURN_ITERATIONS = 3;
    private static final int PEAK_ITERATIONS = 5;
    private static final double PEAK_WARM_UP = 2;
    private static final double FIRST_ITERATION = 0.2;
    /** An iteration takes so long, and a few calls at least. */
    private static final double SECONDS = 0.3;
    private static final double MOST_SECONDS = 3;
    private static final int CALLS = 5;
    private static final String THREADS = "-D" + Peers.THREADS + "=";

    /** All cells whose name or size matches, in the order of their names; peaks and peers are none of them. */
    static List<Cell> matching(String pattern) {
        List<Cell> cells = new ArrayList<>();
        for (BenchmarkListEntry entry : find(List.of("tinytorch"), List.of("\\.Peak\\.", "\\.Torch"))) {
            for (Cell cell : of(entry)) {
                if (cell.label().matches(".*(?:" + pattern + ").*")) {
                    cells.add(cell);
                }
            }
        }
        return cells;
    }

    private static Collection<BenchmarkListEntry> find(List<String> include, List<String> exclude) {
        return BenchmarkList.defaultList().find(OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT), include, exclude);
    }

    /** The same work in PyTorch, if it is on the class path and has been written: the method of the same name in the class with {@code Torch} before it. */
    Optional<Cell> peer() {
        int name = benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1;
        Cell peer = new Cell(benchmark.substring(0, name) + "Torch" + benchmark.substring(name), parameter, value);
        return find(List.of(peer.pattern()), List.of()).isEmpty() ? Optional.empty() : Optional.of(peer);
    }

    private String pattern() {
        return "^" + benchmark.replace(".", "\\.") + "$";
    }

    private static List<Cell> of(BenchmarkListEntry entry) {
        for (String name : List.of("shape", "size", "batch")) {
            Optional<String[]> values = Optional.ofNullable(entry.getParams().hasValue() ? entry.getParams().get().get(name) : null);
            if (values.isPresent()) {
                return List.of(values.get()).stream().map(value -> new Cell(entry.getUsername(), name, value)).toList();
            }
        }
        return List.of(new Cell(entry.getUsername(), "", ""));
    }

    /** Such as {@code MatrixProduct.matmul 512x512x512}. */
    String label() {
        String[] parts = benchmark.split("\\.");
        return (parts[parts.length - 2] + "." + parts[parts.length - 1] + " " + value).strip();
    }

    /** Whether a call is a whole training step, on a batch of {@link #value} examples. */
    boolean isStep() {
        return benchmark.endsWith("Step.step");
    }

    /** A first short run: how long it has to warm up. */
    WarmUp first(String kernels, int threads) throws RunnerException {
        return new WarmUp(Rate.of(run(options(threads, WarmUp.FIRST_SECONDS, 1, FIRST_ITERATION).param("kernels", kernels))).callSeconds());
    }

    /** Runs it in a JVM of its own, with as many threads, on these kernels. */
    Rate run(String kernels, int threads, WarmUp warmUp, boolean quick) throws RunnerException {
        return Rate.of(run(options(threads, warmUp.seconds(quick), quick ? QUICK_ITERATIONS : ITERATIONS, iteration(warmUp)).param("kernels", kernels)));
    }

    /** A turn of several, measured after so many seconds, with these options for its JVM. */
    Rate runTurn(String kernels, int threads, double warmUp, double iteration, List<String> jvm) throws RunnerException {
        return Rate.of(run(options(threads, warmUp, TURN_ITERATIONS, iteration).param("kernels", kernels)
                .jvmArgsAppend(Stream.concat(Stream.of(THREADS + threads), jvm.stream()).toArray(String[]::new))));
    }

    /** On kernels that may take minutes for what the fast ones did in {@code seconds}. */
    Rate runSlow(String kernels, int threads, double seconds) throws RunnerException {
        boolean few = seconds > LONG_SECONDS;
        ChainedOptionsBuilder options = options(threads, few ? SHORTEST : SLOW_WARM_UP, few ? 2 : QUICK_ITERATIONS, few ? SHORTEST : SECONDS);
        return Rate.of(run(options.param("kernels", kernels)));
    }

    /** How long an iteration is: some calls, as it ends with a whole one. */
    static double iteration(WarmUp warmUp) {
        return Math.clamp(CALLS * warmUp.callSeconds(), SECONDS, MOST_SECONDS);
    }

    /** The machine's peak a second, on as many threads at once, with arrays of so many numbers. */
    static double peak(String name, int threads, int size) throws RunnerException {
        ChainedOptionsBuilder options = base(threads).include("\\.Peak\\." + name + "$").param("size", String.valueOf(size)).threads(threads);
        return Rate.of(run(timed(options, PEAK_WARM_UP, PEAK_ITERATIONS, SECONDS))).median();
    }

    private ChainedOptionsBuilder options(int threads, double warmUp, int iterations, double seconds) {
        ChainedOptionsBuilder options = timed(base(threads).include(pattern()).addProfiler(GCProfiler.class), warmUp, iterations, seconds);
        if (!parameter.isEmpty()) {
            options.param(parameter, value);
        }
        return options;
    }

    /** Warms up in two halves: the loop that calls is compiled once it has been left and entered again. */
    private static ChainedOptionsBuilder timed(ChainedOptionsBuilder options, double warmUp, int iterations, double seconds) {
        return options.warmupIterations(2).warmupTime(milliseconds(warmUp / 2)).measurementIterations(iterations).measurementTime(milliseconds(seconds));
    }

    private static TimeValue milliseconds(double seconds) {
        return TimeValue.milliseconds(Math.max(1, Math.round(1e3 * seconds)));
    }

    private static ChainedOptionsBuilder base(int threads) {
        return new OptionsBuilder().mode(Mode.Throughput).timeUnit(TimeUnit.SECONDS).verbosity(VerboseMode.SILENT).shouldFailOnError(true).forks(1)
                .jvmArgsAppend(THREADS + threads);
    }

    private static RunResult run(ChainedOptionsBuilder options) throws RunnerException {
        Collection<RunResult> results = new Runner(options.build()).run();
        if (results.size() != 1) {
            throw new RunnerException("one result expected, got " + results.size());
        }
        return results.iterator().next();
    }
}
