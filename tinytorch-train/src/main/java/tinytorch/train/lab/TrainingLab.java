package tinytorch.train.lab;

import tinytorch.workbench.Profiler;

/** Module 09, measured: where training memory goes, what accumulation saves and costs, what a checkpoint costs. About ten seconds. */
public final class TrainingLab {
    private TrainingLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        System.out.println(MemoryExperiment.table());
        System.out.println("""
                Activations: the results of all operations of the forward pass, which backward needs.
                Weights, gradients and moments don't know how large the batch is.
                """);
        System.out.println(AccumulationExperiment.table(Profiler.quick().repeats(3)));
        System.out.println("""
                Activations are those of one part: with parts, no more than that is held at a time. The difference is relative
                to the largest gradient of a parameter; sums in another order round otherwise.
                """);
        System.out.println(CheckpointExperiment.table(Profiler.quick().repeats(3)));
        System.out.println("Written means on the disk: the file is forced out before it gets its name.\n");
    }
}
