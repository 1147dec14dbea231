package tinytorch.autograd.lab;

import java.util.List;
import java.util.SplittableRandom;

import tinytorch.autograd.Autograd;
import tinytorch.autograd.Checkpoint;
import tinytorch.nn.lab.Heap;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/** 36 times tanh on (64, 1024), in checkpointed parts of equal length: the most live bytes on the way back, and the time. */
final class CheckpointExperiment {
    private static final int DEPTH = 36;
    private static final int ROWS = 64;
    private static final int COLUMNS = 1024;

    /** The identity; on the way back it notes the live bytes. */
    private record Meter(Live live) implements DiffOp {
        @Override
        public Tensor forward(List<Tensor> inputs) {
            return inputs.getFirst();
        }

        @Override
        public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
            live.last = Heap.used();
            live.most = Math.max(live.most, live.last);
            return List.of(gradOutput);
        }
    }

    /** Live bytes on the way back. */
    private static final class Live {
        private long most;
        private long last;
    }

    private CheckpointExperiment() {
    }

    static Table table() {
        Table table = new Table("36 times tanh on (64, 1024) = 256 KiB, forward and backward",
                "parts", "peak", "at the end", "time", "of the plain time");
        Profiler profiler = Profiler.quick().repeats(3);
        Measurement plain = profiler.measure("plain", () -> run(0, null, false));
        row(table, "plain, graph retained", 0, true, "", "");
        row(table, "plain, graph released", 0, false, Format.seconds(plain.cpuSeconds()), "");
        for (int parts : new int[] {1, 2, 4, 6, 9, 18}) {
            Measurement time = profiler.measure("parts " + parts, () -> run(parts, null, false));
            row(table, parts + (parts == 1 ? " part" : " parts"), parts, false, Format.seconds(time.cpuSeconds()),
                    Format.times(time.cpuSeconds() / plain.cpuSeconds()));
        }
        return table;
    }

    private static void row(Table table, String name, int parts, boolean retainGraph, String time, String ratio) {
        Live live = new Live();
        long before = Heap.used();
        run(parts, live, retainGraph);
        table.row(name, Format.bytes(Math.max(0, live.most - before)), Format.bytes(Math.max(0, live.last - before)), time, ratio);
    }

    /** Both passes; 0 parts: without checkpoints. */
    private static void run(int parts, Live live, boolean retainGraph) {
        Tensor x = Tensor.randn(new SplittableRandom(1), ROWS, COLUMNS).requiresGrad(true);
        Autograd.backward(through(x, parts, live), Tensor.ones(ROWS, COLUMNS), retainGraph);
    }

    private static Tensor through(Tensor x, int parts, Live live) {
        if (parts == 0) {
            return layers(x, DEPTH, live);
        }
        Tensor y = x;
        for (int part = 0; part < parts; part++) {
            y = Checkpoint.of(in -> layers(in.getFirst(), DEPTH / parts, live), List.of(y));
        }
        return y;
    }

    private static Tensor layers(Tensor x, int depth, Live live) {
        Tensor y = x;
        for (int i = 0; i < depth; i++) {
            y = (live == null ? y : Tensor.apply(new Meter(live), y)).tanh();
        }
        return y;
    }
}
