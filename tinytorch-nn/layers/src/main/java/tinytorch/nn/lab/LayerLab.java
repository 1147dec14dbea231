package tinytorch.nn.lab;

import tinytorch.workbench.Environment;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/**
 * The systems lab of module 04, on the learner's own layers: what parameters weigh, what a forward pass holds on to until
 * its backward, and what it costs to walk, copy and load a state. Takes about five seconds.
 */
public final class LayerLab {

    private LayerLab() {
    }

    /** Runs all experiments; takes no arguments. */
    public static void main(String[] args) {
        Profiler profiler = Profiler.quick();
        LabReport.show(Environment.table());
        LabReport.show(ParameterExperiment.table(profiler), "Look for: how many bytes a parameter takes, and what its gradient adds.",
                Plot.bars("network", "constructor", "gradients").logY());
        LabReport.show(ActivationExperiment.table(profiler), "Look for: what grows with the batch, and what is left of it in eval mode.",
                Plot.lines("batch", "output", "train holds", "eval holds").logX().logY());
        LabReport.show(KeepingExperiment.table(profiler),
                "Look for: which layers keep nothing of the size of their input, and why Residual keeps no more than what is inside it.");
        LabReport.show(StateExperiment.table(profiler), "Look for: what costs time for each tensor, and what for each number.");
        LabReport.show(ModularityExperiment.table(profiler), "Look for: the size from which it no longer matters how many parts a network is made of.",
                Plot.lines("n", "one loop", "operations", "layers", "in a Residual").logX().logY());
    }
}
