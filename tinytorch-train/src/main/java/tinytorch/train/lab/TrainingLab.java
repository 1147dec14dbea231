package tinytorch.train.lab;

import tinytorch.workbench.Profiler;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/** Module 09, measured: where training memory goes, what accumulation saves and costs, what a checkpoint costs. About ten seconds. */
public final class TrainingLab {
    private TrainingLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        LabReport.show(MemoryExperiment.table(), Plot.bars("optimizer / batch", "weights", "activations", "gradients", "moments"));
        System.out.println("""
                Activations: the results of all operations of the forward pass, which backward needs.
                Weights, gradients and moments don't know how large the batch is.
                """);
        LabReport.show(AccumulationExperiment.table(Profiler.quick().repeats(3)),
                Plot.bars("parts", "activations"), Plot.bars("parts", "time"));
        System.out.println("""
                Activations are those of one part: with parts, no more than that is held at a time. The difference is relative
                to the largest gradient of a parameter; sums in another order round otherwise.
                """);
        LabReport.show(CheckpointExperiment.table(Profiler.quick().repeats(3)), Plot.bars("optimizer / width", "write", "read").logY());
        System.out.println("Written means on the disk: the file is forced out before it gets its name.\n");
    }
}
