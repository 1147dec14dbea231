package tinytorch.autograd.lab;

import java.lang.ref.Reference;
import java.util.SplittableRandom;

import tinytorch.autograd.Autograd;
import tinytorch.nn.lab.Heap;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/** A chain of tanh on (64, 256): the memory that its graph holds, and the time of forward and backward, by depth. */
final class DepthExperiment {
    private static final int ROWS = 64;
    private static final int COLUMNS = 256;

    private DepthExperiment() {
    }

    static Table table() {
        Table table = new Table("A chain of tanh on (64, 256) = 64 KiB, by depth",
                "depth", "graph holds", "untracked", "both passes", "an operation");
        Profiler profiler = Profiler.quick().repeats(3);
        profiler.measure("so that the first row is compiled, too", () -> Autograd.backward(chain(200).sum()));
        for (int depth : new int[] {25, 50, 100, 200}) {
            Measurement time = profiler.measure("depth " + depth, () -> Autograd.backward(chain(depth).sum()));
            table.row(depth, Format.bytes(held(depth, true)), Format.bytes(held(depth, false)), Format.seconds(time.cpuSeconds()),
                    Format.seconds(time.cpuSeconds() / depth));
        }
        return table;
    }

    /** The growth of the heap while the end of the chain is held. */
    private static long held(int depth, boolean tracked) {
        long before = Heap.used();
        Tensor end = tracked ? chain(depth) : Tracking.off(() -> chain(depth));
        long after = Heap.used();
        Reference.reachabilityFence(end);
        return Math.max(0, after - before);
    }

    private static Tensor chain(int depth) {
        Tensor x = Tensor.randn(new SplittableRandom(1), ROWS, COLUMNS).requiresGrad(true);
        for (int i = 0; i < depth; i++) {
            x = x.tanh();
        }
        return x;
    }
}
