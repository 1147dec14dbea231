package tinytorch.nn.activation.lab;

import java.io.PrintStream;

import tinytorch.workbench.Environment;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/**
 * The systems lab of module 03, on the learner's own activations: the numbers that naive formulas give, the gradient that
 * comes through, time and memory for each element, in place against copy. Takes about ten seconds.
 */
public final class ActivationLab {

    private ActivationLab() {
    }

    /** Runs all experiments; takes no arguments. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        Profiler profiler = Profiler.quick();
        out.println(Environment.table());
        show(out, OverflowExperiment.squashing(), "Look for: the first NaN. exp(89) is larger than the largest float, 3.4e38.");
        show(out, OverflowExperiment.softmax(),
                "Look for: probabilities that fail at 89, and logarithms that fail at 104 although no step overflows.");
        show(out, PrecisionExperiment.sigmoid(),
                "Look for: a formula that never overflows and is still wrong. Its logarithm is what a loss needs.");
        show(out, PrecisionExperiment.gelu(), "Look for: is the approximation's error larger than float's rounding?");
        show(out, GradientExperiment.table(),
                "Look for: which functions let the gradient through when the inputs grow? Twenty layers multiply twenty slopes.");
        show(out, CostExperiment.table(profiler), "Look for: how many passes over memory and how many exponentials does each one make?");
        show(out, InPlaceExperiment.table(profiler), "Look for: memory saved, and whether time is saved too. Why is LeakyReLU no gain?");
    }

    private static void show(PrintStream out, Table table, String question) {
        out.print(table);
        out.println(question);
        out.println();
    }
}
