package tinytorch.nn.activation.lab;

import tinytorch.workbench.Environment;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/**
 * The systems lab of module 03, on the learner's own activations: the numbers that naive formulas give, the gradient that
 * comes through, time and memory for each element, in place against copy. Takes about ten seconds.
 */
public final class ActivationLab {

    private ActivationLab() {
    }

    /** Runs all experiments; takes no arguments. */
    public static void main(String[] args) {
        Profiler profiler = Profiler.quick();
        LabReport.show(Environment.table());
        LabReport.show(OverflowExperiment.squashing(), "Look for: the first NaN. exp(89) is larger than the largest float, 3.4e38.");
        LabReport.show(OverflowExperiment.softmax(),
                "Look for: probabilities that fail at 89, and logarithms that fail at 104 although no step overflows.");
        LabReport.show(PrecisionExperiment.sigmoid(),
                "Look for: a formula that never overflows and is still wrong. Its logarithm is what a loss needs.");
        LabReport.show(PrecisionExperiment.gelu(), "Look for: is the approximation's error larger than float's rounding?");
        LabReport.show(GradientExperiment.table(),
                "Look for: which functions let the gradient through when the inputs grow? Twenty layers multiply twenty slopes.",
                Plot.bars("activation", "s = 1", "s = 5", "s = 25"));
        LabReport.show(CostExperiment.table(profiler), "Look for: how many passes over memory and how many exponentials does each one make?",
                Plot.bars("activation", "forward", "backward"));
        LabReport.show(InPlaceExperiment.table(profiler), "Look for: memory saved, and whether time is saved too. Why is LeakyReLU no gain?");
    }
}
