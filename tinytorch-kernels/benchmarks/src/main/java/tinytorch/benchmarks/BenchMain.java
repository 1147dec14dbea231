package tinytorch.benchmarks;

import java.io.PrintStream;
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
import tinytorch.workbench.Format;
import tools.jackson.databind.json.JsonMapper;

/** Runs the benchmarks and prints a line for each, on the fast kernels, as a part of the machine's peak and as a multiple of the scalar kernels. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measure operations and training steps, in JVMs of their own (JMH).")
public final class BenchMain implements Callable<Integer> {
    private static final String LINE = "%-40s %14s %7s %8s %9s %9s %11s%n";

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
    private final List<Map<String, Object>> records = new ArrayList<>();

    /** Exit code 0 if all was measured, 2 for wrong options, 1 for a benchmark that failed. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new BenchMain());
        // JMH hands on what the JVMs that measure say, warnings too. The table, and above all the one JSON object, stays by itself.
        System.setOut(System.err);
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            System.err.println("bench: " + e.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws RunnerException {
        List<Cell> cells = Cell.matching(only);
        if (cells.isEmpty()) {
            System.err.println("bench: nothing matches --only '" + only + "'. Names: " + String.join(", ", Cell.matching("").stream().map(Cell::label).toList()));
            return 2;
        }
        if (threads.stream().anyMatch(count -> count < 1)) {
            System.err.println("bench: --threads are 1 or more, got " + threads);
            return 2;
        }
        if (peers && !Peers.there()) {
            System.err.println("bench: PyTorch is not on the class path. 'tito bench --peers' fetches it and puts it there.");
            return 2;
        }
        String fast = fastKernels();
        for (int count : threads) {
            Map<String, Rate> peaks = Map.of("flops", Cell.peak("multiplyAdd", count), "bytes", Cell.peak("triad", count));
            say("%n%d %s, %s kernels. Peak: %s multiply-add, %s memory.%n%n", count, count == 1 ? "thread" : "threads", fast,
                    amount("flops", peaks.get("flops").median()), amount("bytes", peaks.get("bytes").median()));
            say(LINE, "", "median", "spread", "of peak", "x scalar", peers ? "x torch" : "", "allocated");
            for (Cell cell : cells) {
                measure(cell, fast, count, peaks);
            }
        }
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(Map.of("quick", quick, "results", records)));
        }
        return 0;
    }

    private void measure(Cell cell, String fast, int count, Map<String, Rate> peaks) throws RunnerException {
        Rate rate = cell.run(fast, count, quick);
        Optional<Cell> peer = cell.peer();
        Double ofPeak = peaks.containsKey(rate.unit()) ? rate.median() / peaks.get(rate.unit()).median() : null;
        Double timesScalar = noScalar || fast.equals("scalar") ? null : rate.median() / cell.runSlow("scalar", count, quick, rate.callSeconds()).median();
        Peers beside = peers && peer.isPresent() ? Peers.measure(cell, peer.get(), rate, fast, count, quick) : null;
        say(LINE, cell.label(), amount(rate.unit(), rate.median()), "±" + Format.percent(rate.spread()), ofPeak == null ? "" : Format.percent(ofPeak),
                timesScalar == null ? "" : Format.times(timesScalar), beside != null ? Format.times(beside.ratio()) : peers ? "no peer" : "",
                Format.bytes(rate.allocatedBytes()));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("benchmark", cell.label());
        facts.put("kernels", fast);
        facts.put("threads", count);
        facts.put("unit", rate.unit() + "/s");
        facts.put("median", rate.median());
        facts.put("quartiles", List.of(rate.low(), rate.high()));
        facts.put("of_peak", ofPeak);
        facts.put("times_scalar", timesScalar);
        if (peers) {
            facts.put("peer", peer.map(Cell::label).orElse(null));
        }
        if (beside != null) {
            facts.put("times_torch", Map.of("ratio", beside.ratio(), "quartiles", List.of(beside.low(), beside.high()), "own_median", beside.own(),
                    "peer_median", beside.median()));
        }
        facts.put("call_seconds", rate.callSeconds());
        facts.put("allocated_bytes", rate.allocatedBytes());
        facts.put("collecting", rate.collecting());
        records.add(facts);
    }

    /** The kernels that the library would use: those of module 15 where the Vector API is there. */
    private static String fastKernels() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && ServiceLoader.load(Kernels.class).iterator().hasNext();
        return vectors ? "vector" : "scalar";
    }

    private static String amount(String unit, double perSecond) {
        return switch (unit) {
            case "flops" -> "%.1f GFLOP/s".formatted(perSecond / 1e9);
            case "bytes" -> "%.1f GB/s".formatted(perSecond / 1e9);
            default -> Format.count(perSecond) + " " + unit + "/s";
        };
    }

    private void say(String format, Object... arguments) {
        if (!json) {
            out.printf(format, arguments);
            out.flush();
        }
    }
}
