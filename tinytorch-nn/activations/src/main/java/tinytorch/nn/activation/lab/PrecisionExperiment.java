package tinytorch.nn.activation.lab;

import tinytorch.nn.activation.GELU;
import tinytorch.nn.activation.Sigmoid;
import tinytorch.tensor.ErrorFunction;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** How many digits are right, against the same function in {@code double}. */
final class PrecisionExperiment {

    private PrecisionExperiment() {
    }

    static Table sigmoid() {
        Table table = new Table("Precision: sigmoid as 1 / (1 + e^-x) and as (1 + tanh(x / 2)) / 2",
                "x", "in double", "Sigmoid", "relative error", "through tanh", "relative error");
        for (float value : new float[] {-1, -10, -15, -17, -18, -50}) {
            Tensor x = Tensor.of(value);
            double exact = 1 / (1 + Math.exp(-value));
            float direct = new Sigmoid().forward(x).item();
            float throughTanh = x.mul(0.5f).tanh().add(1).mul(0.5f).item();
            table.row(value, exact, direct, relative(direct, exact), throughTanh, relative(throughTanh, exact));
        }
        return table;
    }

    static Table gelu() {
        Table table = new Table("Precision: GELU for x from -6 to 6 in steps of 0.001, largest distance from x * Phi(x) in double",
                "approximation", "largest error", "at x", "smallest value", "at x");
        Tensor x = Tensor.arange(-6, 6, 0.001f);
        for (GELU.Approximation approximation : GELU.Approximation.values()) {
            float[] y = new GELU(approximation).forward(x).toArray();
            int worst = 0;
            int lowest = 0;
            double largest = 0;
            for (int i = 0; i < y.length; i++) {
                double at = x.get(i);
                double error = Math.abs(y[i] - 0.5 * at * (1 + ErrorFunction.erf(at / Math.sqrt(2))));
                worst = error > largest ? i : worst;
                largest = Math.max(largest, error);
                lowest = y[i] < y[lowest] ? i : lowest;
            }
            table.row(approximation, largest, x.get(worst), y[lowest], x.get(lowest));
        }
        return table;
    }

    private static String relative(double actual, double exact) {
        return Format.number(Math.abs(actual - exact) / exact);
    }
}
