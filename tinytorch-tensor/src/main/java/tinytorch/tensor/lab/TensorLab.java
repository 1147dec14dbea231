package tinytorch.tensor.lab;

import tinytorch.tensor.Kernels;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/** {@code tito lab 02}: every number below is measured in this run, on this machine, with the tensors of this class path. */
public final class TensorLab {

    private TensorLab() {
    }

    /** Takes no arguments. */
    public static void main(String[] args) {
        long start = System.nanoTime();
        System.out.println("Tensor lab. Kernels: " + Kernels.active().name() + ". Times are medians for one call.\n");
        Profiler profiler = Profiler.quick();
        show(TraversalExperiment.table(profiler), Plot.lines("n", "by rows", "by columns").logX().logY());
        show(ViewExperiment.growth(profiler), Plot.lines("n", "transpose", "slice", "copy").logX().logY());
        show(ViewExperiment.laterCost(profiler), Plot.lines("n", "contiguous", "transposed", "contiguous() first").logX().logY());
        show(LoopOrderExperiment.table(profiler), Plot.bars("loops, outer to inner", "rate"));
        show(VectorizationExperiment.table(profiler), Plot.bars("loop", "an addition"));
        show(BroadcastExperiment.table(profiler), Plot.lines("n", "broadcast", "copied out first").logX().logY());
        show(AccuracyExperiment.table(profiler));
        System.out.println("Measured in " + Format.seconds((System.nanoTime() - start) / 1e9) + ".");
    }

    private static void show(Table table, Plot... plots) {
        LabReport.show(table, plots);
        Sink.clear();
    }
}
