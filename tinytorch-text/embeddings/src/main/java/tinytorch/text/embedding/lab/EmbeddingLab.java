package tinytorch.text.embedding.lab;

import tinytorch.tensor.Kernels;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/**
 * Module 12, measured: what tables take, lookups against one-hot products, sparse against dense gradients, the order of lookups against the caches, and
 * where a table should start. About ten seconds on a free machine.
 */
public final class EmbeddingLab {
    private EmbeddingLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        System.out.println("Kernels: " + Kernels.active().name() + "\n");
        Tracking.off(() -> {
            Profiler profiler = Profiler.quick();
            LabReport.show(MemoryExperiment.table(profiler.repeats(3)), Plot.bars("tokens", "memory", "with Adam").logY());
            System.out.println("With Adam: the table, its gradient and two moments. Untied, a second table makes the scores at the other end.\n");
            OneHotExperiment.table(profiler);   // once for nothing, and so below: until everything is compiled the first rows would be too slow
            LabReport.show(OneHotExperiment.table(profiler), Plot.lines("rows", "one-hot", "lookup").logX().logY());
            GradientExperiment.table(profiler);
            LabReport.show(GradientExperiment.table(profiler.repeats(21)), Plot.lines("rows", "dense", "sparse").logX().logY());
            System.out.println("Touched: rows with a gradient. Faster: dense against sparse.\n");
            LabReport.show(LocalityExperiment.table(profiler), Plot.lines("rows", "sorted", "Zipf", "random").logX());
            LabReport.show(StartExperiment.table());
            LabReport.show(ClockExperiment.table());
            return args;
        });
    }
}
