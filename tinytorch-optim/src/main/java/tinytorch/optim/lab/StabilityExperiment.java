package tinytorch.optim.lab;

import java.util.Locale;
import java.util.function.Function;

import tinytorch.optim.Optimizer;
import tinytorch.optim.ParameterGroup;
import tinytorch.workbench.Table;

/**
 * How much too large a learning rate may be. SGD leaves the bowl for good from 2 / s on, when a step lands higher on the other side than it began; a step of
 * Adam is about as long as the rate says, so too large a rate only keeps it from settling.
 */
final class StabilityExperiment {
    private static final double STEEPNESS = 100;
    private static final int STEPS = 200;
    /** In units of 1 / s, at which SGD gets to the bottom across the valley in one step. */
    private static final double[] RATES = {0.1, 1, 1.9, 2.1, 10, 100};

    private StabilityExperiment() {
    }

    static Table table() {
        String[] columns = new String[RATES.length + 1];
        columns[0] = "optimizer";
        for (int i = 0; i < RATES.length; i++) {
            columns[i + 1] = String.format(Locale.ROOT, "%s / s", RATES[i]).replace(".0 ", " ");
        }
        Table table = new Table("Height after " + STEPS + " steps, of 1 at the start, bowl with s = " + (int) STEEPNESS + ", by learning rate", columns);
        BowlExperiment.METHODS.forEach((name, make) -> table.row(cells(name, make)));
        return table;
    }

    private static Object[] cells(String name, Function<ParameterGroup, Optimizer> make) {
        Object[] cells = new Object[RATES.length + 1];
        cells[0] = name;
        for (int i = 0; i < RATES.length; i++) {
            double height = new Bowl(STEEPNESS, 0).descend(make, RATES[i] / STEEPNESS, STEPS)[STEPS];
            cells[i + 1] = Double.isFinite(height) ? String.format(Locale.ROOT, "%.0e", height) : "overflow";
        }
        return cells;
    }
}
