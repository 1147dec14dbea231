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
    private static final int TURN_ITERATIONS = 3;
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

    /** Runs it in a JVM of its own, with as many threads, on these kernels. */
    Rate run(String kernels, int threads, boolean quick) throws RunnerException {
        return Rate.of(run(options(threads, quick).param("kernels", kernels)));
    }

    /** A turn of several, measured after so many seconds, with these options for its JVM. */
    Rate runShort(String kernels, int threads, double warmUp, List<String> jvm) throws RunnerException {
        return Rate.of(run(options(threads, false).warmupIterations(1).warmupTime(TimeValue.milliseconds((long) (1e3 * warmUp))).measurementIterations(TURN_ITERATIONS)
                .param("kernels", kernels)
                .jvmArgsAppend(Stream.concat(Stream.of(THREADS + threads), jvm.stream()).toArray(String[]::new))));
    }

    /** The same on kernels that may take minutes for what the fast ones did in {@code seconds}. */
    Rate runSlow(String kernels, int threads, boolean quick, double seconds) throws RunnerException {
        ChainedOptionsBuilder options = options(threads, quick || seconds > LONG_SECONDS).param("kernels", kernels);
        if (seconds > LONG_SECONDS) {
            options.warmupIterations(1).measurementIterations(2).measurementTime(TimeValue.milliseconds(1)).warmupTime(TimeValue.milliseconds(1));
        }
        return Rate.of(run(options));
    }

    /** The machine's peak, on as many threads at once. */
    static Rate peak(String name, int threads) throws RunnerException {
        return Rate.of(run(base(threads).include("\\.Peak\\." + name + "$").threads(threads).warmupIterations(2).measurementIterations(5)
                .warmupTime(TimeValue.milliseconds(300)).measurementTime(TimeValue.milliseconds(300)).forks(1)));
    }

    private ChainedOptionsBuilder options(int threads, boolean quick) {
        ChainedOptionsBuilder options = base(threads).include(pattern()).addProfiler(GCProfiler.class);
        if (!parameter.isEmpty()) {
            options.param(parameter, value);
        }
        return quick ? options.warmupIterations(2).measurementIterations(3) : options;
    }

    private static ChainedOptionsBuilder base(int threads) {
        return new OptionsBuilder().mode(Mode.Throughput).timeUnit(TimeUnit.SECONDS).verbosity(VerboseMode.SILENT).shouldFailOnError(true)
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
