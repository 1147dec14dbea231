package tinytorch.tensor.lab;

import java.util.List;
import java.util.function.Function;

import tinytorch.tensor.Kernels;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** {@code tito lab 02}: every number below is measured in this run, on this machine, with the tensors of this class path. */
public final class TensorLab {
    private static final List<Function<Profiler, Table>> EXPERIMENTS = List.of(TraversalExperiment::table, ViewExperiment::growth,
            ViewExperiment::laterCost, LoopOrderExperiment::table, BroadcastExperiment::table, AccuracyExperiment::table);

    private TensorLab() {
    }

    /** Takes no arguments. */
    public static void main(String[] args) {
        long start = System.nanoTime();
        System.out.println("Tensor lab. Kernels: " + Kernels.active().name() + ". Times are medians for one call.\n");
        for (Function<Profiler, Table> experiment : EXPERIMENTS) {
            System.out.println(experiment.apply(Profiler.quick()));
            Sink.clear();
        }
        System.out.println("Measured in " + Format.seconds((System.nanoTime() - start) / 1e9) + ".");
    }
}
