package tinytorch.compete.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;

import tinytorch.compete.serve.BatchRule;
import tinytorch.compete.serve.BatchServer;
import tinytorch.compete.serve.LoadReport;
import tinytorch.compete.serve.LoadSimulation;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.MLP;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.Format;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** Batch size against latency. */
final class BatchExperiment {
    private static final int[] SIZES = {1, 2, 4, 8, 16, 32, 64};
    private static final int LARGEST = 64;
    private static final int REQUESTS = 20_000;
    private static final int CAPACITY = 256;
    private static final double LIVE_SECONDS = 3;
    private static final long MICRO = 1000;

    private final MLP model = new MLP(new int[] {784, 2048, 2048, 10}, new ReLU(), new SplittableRandom(1));
    /** Of every size, nanoseconds; between the measured ones in proportion. */
    private final long[] nanos = new long[LARGEST + 1];

    BatchExperiment() {
        model.eval();
        Runnable[] calls = Arrays.stream(SIZES).mapToObj(size -> call(Tensor.randn(new SplittableRandom(2), size, 784))).toArray(Runnable[]::new);
        double[] seconds = Timing.seconds(calls);
        int before = 0;
        for (int s = 0; s < SIZES.length; s++) {
            int size = SIZES[s];
            nanos[size] = (long) (1e9 * seconds[s]);
            for (int i = before + 1; i < size; i++) {
                nanos[i] = nanos[before] + (nanos[size] - nanos[before]) * (i - before) / (size - before);
            }
            before = size;
        }
    }

    private Runnable call(Tensor input) {
        return () -> Sink.keep(Tracking.off(() -> model.forward(input)));
    }

    Table times() {
        Table table = new Table("A call of an MLP 784-2048-2048-10 by batch", "batch", "a call", "for each", "a second");
        for (int size : SIZES) {
            table.row(size, Format.seconds(nanos[size] / 1e9), Format.seconds(nanos[size] / 1e9 / size), Format.number(1e9 * size / nanos[size]));
        }
        return table;
    }

    /** What one at a time could just manage: the unit of load. */
    private double alone() {
        return 1e9 / nanos[1];
    }

    /** With the times just measured, on a clock of its own. */
    Table rules() {
        Table table = new Table(Format.count(REQUESTS) + " readers, simulated with these times; load 1 is what batch 1 just manages", "load", "at most", "wait", "p50", "p95", "p99", "a second", "refused");
        for (double load : new double[] {0.5, 0.9, 2, 4}) {
            long[] arrivals = LoadSimulation.arrivals(load * alone(), REQUESTS, new SplittableRandom(3));
            for (BatchRule rule : List.of(new BatchRule(1, 0, CAPACITY), new BatchRule(8, 0, CAPACITY), new BatchRule(64, 0, CAPACITY), new BatchRule(64, 5000 * MICRO, CAPACITY))) {
                row(table, load, rule, LoadSimulation.run(arrivals, rule, size -> nanos[size]));
            }
        }
        return table;
    }

    /** The same with threads and a clock that nobody turns. */
    Table server() {
        Table table = new Table("A server that runs, measured for " + Format.seconds(LIVE_SECONDS) + " each", "load", "at most", "wait", "p50", "p95", "p99", "a second", "refused");
        live(arrivals(2, 1), new BatchRule(LARGEST, 0, CAPACITY));   // until the compiler knows the server: not shown
        for (double load : new double[] {0.5, 2}) {
            long[] arrivals = arrivals(load, LIVE_SECONDS);
            for (BatchRule rule : List.of(new BatchRule(1, 0, CAPACITY), new BatchRule(64, 0, CAPACITY), new BatchRule(64, 5000 * MICRO, CAPACITY))) {
                row(table, load, rule, live(arrivals, rule));
            }
        }
        return table;
    }

    private long[] arrivals(double load, double seconds) {
        return LoadSimulation.arrivals(load * alone(), (int) (seconds * load * alone()), new SplittableRandom(4));
    }

    private static void row(Table table, double load, BatchRule rule, LoadReport report) {
        table.row(load, rule.maxBatch(), Format.seconds(rule.maxWait() / 1e9), Format.seconds(report.p50()), Format.seconds(report.p95()), Format.seconds(report.p99()), Format.number(report.perSecond()),
                report.refused());
    }

    private LoadReport live(long[] arrivals, BatchRule rule) {
        Tensor picture = Tensor.randn(new SplittableRandom(2), 1, 784);
        List<CompletableFuture<Double>> answers = new ArrayList<>();
        List<Double> asked = new ArrayList<>();
        int refused = 0;
        long begin = System.nanoTime();
        try (BatchServer<Tensor, Double> server = new BatchServer<>(rule, inputs -> answer(inputs, begin))) {
            for (long arrival : arrivals) {
                long left;
                while ((left = begin + arrival - System.nanoTime()) > 0) {
                    LockSupport.parkNanos(left);
                }
                double now = (System.nanoTime() - begin) / 1e9;
                try {
                    answers.add(server.ask(picture));
                    asked.add(now);
                } catch (RejectedExecutionException e) {
                    refused++;
                }
            }
        }
        return LoadReport.of(asked.stream().mapToDouble(Double::doubleValue).toArray(), answers.stream().mapToDouble(CompletableFuture::join).toArray(), refused);
    }

    /** Every answer is when it was there. */
    private List<Double> answer(List<Tensor> inputs, long begin) {
        Sink.keep(Tracking.off(() -> model.forward(Tensor.concat(0, inputs.toArray(Tensor[]::new)))));
        double now = (System.nanoTime() - begin) / 1e9;
        return inputs.stream().map(_ -> now).toList();
    }
}
