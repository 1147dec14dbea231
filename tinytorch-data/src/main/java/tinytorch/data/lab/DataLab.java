package tinytorch.data.lab;

import tinytorch.workbench.Profiler;

/** Module 06, measured: what it costs to bring examples to a network. About ten seconds. */
public final class DataLab {
    private DataLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) {
        System.out.println(BatchExperiment.table(Profiler.quick().repeats(5)));
    }
}
