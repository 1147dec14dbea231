package tinytorch.nn.spatial.lab;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/**
 * Module 10, measured: the cost of a convolution against its formula, direct against im2col, and where a network's memory goes. About ten seconds.
 */
public final class SpatialLab {
    private SpatialLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        System.out.println("Kernels: " + Kernels.active().name() + "\n");
        Tracking.off(() -> {
            Profiler profiler = Profiler.quick();
            CostExperiment.all(profiler);   // once for nothing: until everything is compiled the first rows would be too slow
            for (CostExperiment experiment : CostExperiment.all(profiler)) {
                LabReport.show(experiment.table(), Plot.lines(experiment.what(), "time").logX().logY());
                System.out.println(experiment.conclusion());
            }
            LabReport.show(FormExperiment.table(profiler), Plot.bars("channels / pixels", "direct", "im2col").logY());
            System.out.println("Patches: the matrix that im2col makes of one image. Only one is in memory at a time.\n");
            MemoryExperiment memory = MemoryExperiment.run(profiler);
            LabReport.show(memory.table(), Plot.bars("layer", "parameters", "output takes"));
            System.out.println(memory.conclusion());
            LabReport.show(MemoryExperiment.convolutionsOnly());
            return args;
        });
    }
}
