package tinytorch.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tinytorch.tensor.Kernels;
import tinytorch.workbench.ProgressBar;
import tools.jackson.databind.json.JsonMapper;

/** Runs the benchmarks and prints a line for each, on the fast kernels, as a part of the machine's peak and as a multiple of the scalar kernels. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measure operations and training steps, in JVMs of their own (JMH).")
public final class BenchMain implements Callable<Integer> {
    @Option(names = "--only", paramLabel = "REGEX", description = "Only those whose name and size match, such as 'matmul 512'.", defaultValue = "")
    private String only;

    @Option(names = "--threads", paramLabel = "N", split = ",", description = "Numbers of threads, such as 1,2. Default: one for each processor.")
    private List<Integer> threads = List.of(Runtime.getRuntime().availableProcessors());

    @Option(names = "--quick", description = "Fewer repeats: figures to look at, not to quote.")
    private boolean quick;

    @Option(names = "--no-scalar", description = "Without the scalar kernels, which take most of the time.")
    private boolean noScalar;

    @Option(names = "--peers", description = "PyTorch on the same shapes beside each, by turns: how many times its rate ours is.")
    private boolean peers;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Object> peaksOf = new LinkedHashMap<>();
    private Progress progress;

    /** Exit code 0 if all was measured, 2 for wrong options, 1 for a benchmark that failed. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new BenchMain());
        PrintStream lines = new PrintStream(new ErrorLines(System.err), true, StandardCharsets.UTF_8);
        System.setErr(lines);
        // JMH hands on what the JVMs that measure say. The table, and above all the one JSON object, stays by itself.
        System.setOut(lines);
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                System.err.println("bench: " + cause.getMessage());
            }
            return 1;
        });
        int code = line.execute(args);
        lines.close();
        System.exit(code);
    }

    @Override
    public Integer call() throws RunnerException {
        List<Cell> cells = Cell.matching(only);
        if (cells.isEmpty()) {
            return refuse("nothing matches --only '" + only + "'. Names: " + String.join(", ", Cell.matching("").stream().map(Cell::label).toList()));
        }
        if (threads.stream().anyMatch(count -> count < 1)) {
            return refuse("--threads are 1 or more, got " + threads);
        }
        if (peers && !Peers.there()) {
            return refuse("PyTorch is not on the class path. 'tito bench --peers' fetches it and puts it there.");
        }
        String fast = fastKernels();
        boolean scalar = !noScalar && !fast.equals("scalar");
        List<Double> guesses = cells.stream().map(cell -> Progress.guess(cell, scalar, peers && cell.peer().isPresent() ? Peers.turns(quick) : 0, quick)).toList();
        (json ? err : out).printf("%d %s, about %s for each number of threads.%n", cells.size(), cells.size() == 1 ? "benchmark" : "benchmarks", Progress.total(guesses));
        for (int count : threads) {
            progress = new Progress(err, ProgressBar.onTerminal(), json, guesses.stream().mapToDouble(Double::doubleValue).toArray());
            measure(cells, fast, scalar, count);
        }
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(Map.of("quick", quick, "peaks", peaksOf, "results", rows.stream().map(Row::facts).toList())));
        }
        return 0;
    }

    private int refuse(String why) {
        err.println("bench: " + why);
        return 2;
    }

    private void measure(List<Cell> cells, String fast, boolean scalar, int count) throws RunnerException {
        Peaks peaks = Peaks.measure(count);
        peaksOf.put(String.valueOf(count), peaks.facts());
        say("%n%d %s, %s kernels. Peak: %s multiply-add, %s memory, %s cache*.%n%n%s%n", count, count == 1 ? "thread" : "threads", fast,
                Row.amount("flops", peaks.flops()), Row.amount("bytes", peaks.memory()), Row.amount("bytes", peaks.cache()), Row.head(peers));
        List<Row> mine = new ArrayList<>();
        for (Cell cell : cells) {
            progress.next(cell.label());
            mine.add(measure(cell, fast, scalar, count, peaks));
            progress.clear();
            say("%s%n", mine.getLast().text(peers));
        }
        if (mine.stream().anyMatch(row -> "cache".equals(Peaks.name(row.rate())))) {
            say("%n* Arrays that fit a cache, as a part of what %,d numbers three times in a cache reach; others as a part of memory's.%n", Peaks.CACHED);
        }
        if (peers) {
            say("%nBoth medians, and x torch with its own median, are over turns: ours, PyTorch's, ours, ... It is not the ratio of the medians.%n");
        }
        if (!json) {
            CostByBatch.print(mine, out);
        }
        rows.addAll(mine);
    }

    private Row measure(Cell cell, String fast, boolean scalar, int count, Peaks peaks) throws RunnerException {
        WarmUp warmUp = cell.first(fast, count);
        Optional<Cell> peer = peers ? cell.peer() : Optional.empty();
        Peers beside = peer.isPresent() ? Peers.measure(cell, peer.get(), warmUp, fast, count, quick) : null;
        Rate rate = beside != null ? beside.own() : cell.run(fast, count, warmUp, quick);
        Double timesScalar = scalar ? rate.median() / cell.runSlow("scalar", count, rate.callSeconds()).median() : null;
        return new Row(cell, fast, count, rate, peaks.part(rate), timesScalar, peer.map(Cell::label).orElse(null), beside);
    }

    /** The kernels that the library would use: those of module 15 where the Vector API is there. */
    private static String fastKernels() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && ServiceLoader.load(Kernels.class).iterator().hasNext();
        return vectors ? "vector" : "scalar";
    }

    private void say(String format, Object... arguments) {
        if (!json) {
            out.printf(format, arguments);
            out.flush();
        }
    }
}
