package tinytorch.nn.lab;

import java.io.PrintStream;

import tinytorch.workbench.Environment;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/**
 * The systems lab of module 04, on the learner's own layers: what parameters weigh, what a forward pass holds on to until
 * its backward, and what it costs to walk, copy and load a state. Takes about five seconds.
 */
public final class LayerLab {

    private LayerLab() {
    }

    /** Runs all experiments; takes no arguments. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        Profiler profiler = Profiler.quick();
        out.println(Environment.table());
        show(out, ParameterExperiment.table(profiler), "Look for: how many bytes a parameter takes, and what its gradient adds.");
        show(out, ActivationExperiment.table(profiler), "Look for: what grows with the batch, and what is left of it in eval mode.");
        show(out, KeepingExperiment.table(profiler),
                "Look for: which layers keep nothing of the size of their input, and why Residual keeps no more than what is inside it.");
        show(out, StateExperiment.table(profiler), "Look for: what costs time for each tensor, and what for each number.");
    }

    private static void show(PrintStream out, Table table, String question) {
        out.print(table);
        out.println(question);
        out.println();
    }
}
