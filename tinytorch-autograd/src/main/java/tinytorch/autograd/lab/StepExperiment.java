package tinytorch.autograd.lab;

import java.util.Locale;

import tinytorch.tensor.Tensor;
import tinytorch.workbench.Table;

/** Central differences of the exponential at 1, in {@code float}, by step: the error falls with the step and rises again. */
final class StepExperiment {
    private StepExperiment() {
    }

    static Table table() {
        Table table = new Table("The step of a gradient checker", "step", "two points", "four points");
        for (int exponent = 1; exponent <= 21; exponent += 2) {
            float h = (float) Math.scalb(1.0, -exponent);
            double two = central(h);
            double four = (4 * central(h / 2) - two) / 3;
            table.row("2^-" + exponent, error(two), error(four));
        }
        return table;
    }

    private static double central(float h) {
        double above = Tensor.scalar(1 + h).exp().item();
        double below = Tensor.scalar(1 - h).exp().item();
        return (above - below) / (2.0 * h);
    }

    private static String error(double slope) {
        return String.format(Locale.ROOT, "%.0e", Math.abs(slope / Math.E - 1));
    }
}
