package tinytorch.optim.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import tinytorch.optim.Adam;
import tinytorch.optim.Moments;
import tinytorch.optim.Momentum;
import tinytorch.optim.Optimizer;
import tinytorch.optim.ParameterGroup;
import tinytorch.optim.SGD;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** How many steps to the bottom of a bowl, as the bowl gets narrower. */
final class BowlExperiment {
    static final int MOST_STEPS = 3000;
    private static final double GOAL = 1e-6;
    private static final double[] STEEPNESS = {1, 10, 100, 1000};
    private static final double TURN = 30;
    private static final double PLOTTED = 100;
    private static final int PLOTTED_STEPS = 140;
    static final Map<String, Function<ParameterGroup, Optimizer>> METHODS = methods();

    private BowlExperiment() {
    }

    private static Map<String, Function<ParameterGroup, Optimizer>> methods() {
        Map<String, Function<ParameterGroup, Optimizer>> methods = new LinkedHashMap<>();
        methods.put("SGD", group -> new SGD(group, Momentum.NONE));
        methods.put("momentum", group -> new SGD(group, Momentum.of(0.9)));
        methods.put("Nesterov", group -> new SGD(group, Momentum.nesterov(0.9)));
        methods.put("Adam", group -> new Adam(List.of(group), Moments.DEFAULT));
        return methods;
    }

    static Table table() {
        Table table = new Table("Steps to a millionth of the height, in bowls (x^2 + s y^2) / 2", "optimizer", "s = 1", "10", "100", "1000", "best rate for 100");
        METHODS.forEach((name, make) -> row(table, name, make, 0));
        row(table, "Adam, bowl turned", METHODS.get("Adam"), TURN);
        return table;
    }

    private static void row(Table table, String name, Function<ParameterGroup, Optimizer> make, double turn) {
        Object[] row = new Object[STEEPNESS.length + 2];
        row[0] = name;
        for (int i = 0; i < STEEPNESS.length; i++) {
            Bowl bowl = new Bowl(STEEPNESS[i], turn);
            int steps = Bowl.stepsTo(GOAL, bowl.descend(make, bestRate(bowl, make), MOST_STEPS));
            row[i + 1] = steps > MOST_STEPS ? "-" : steps;
        }
        row[row.length - 1] = Format.number(bestRate(new Bowl(PLOTTED, turn), make));
        table.row(row);
    }

    static String plot() {
        Chart chart = new Chart("Height in the bowl with s = 100, each with its best rate", PLOTTED_STEPS, 0, Math.log10(GOAL) - 1);
        Bowl bowl = new Bowl(PLOTTED, 0);
        METHODS.forEach((name, make) -> chart.curve(name, bowl.descend(make, bestRate(bowl, make), PLOTTED_STEPS)));
        return chart.toString();
    }

    /** The same curves as numbers, a row for each step. */
    static Table heights() {
        Bowl bowl = new Bowl(PLOTTED, 0);
        List<double[]> curves = METHODS.values().stream().map(make -> bowl.descend(make, bestRate(bowl, make), PLOTTED_STEPS)).toList();
        List<String> columns = new ArrayList<>(METHODS.keySet());
        columns.addFirst("step");
        Table table = new Table("Height in the bowl with s = 100, each with its best rate", columns.toArray(String[]::new));
        for (int step = 0; step <= PLOTTED_STEPS; step++) {
            List<Object> row = new ArrayList<>(List.of(step));
            for (double[] curve : curves) {
                row.add(curve[step]);
            }
            table.row(row.toArray());
        }
        return table;
    }

    /** The optimizers' names. */
    static String[] names() {
        return METHODS.keySet().toArray(String[]::new);
    }

    /** The rate that needs the fewest steps, of 8 for each power of ten. */
    private static double bestRate(Bowl bowl, Function<ParameterGroup, Optimizer> make) {
        double best = 0;
        int fewest = Integer.MAX_VALUE;
        for (int i = -32; i <= 8; i++) {
            double rate = Math.pow(10, i / 8.0);
            int steps = Bowl.stepsTo(GOAL, bowl.descend(make, rate, MOST_STEPS));
            if (steps < fewest) {
                fewest = steps;
                best = rate;
            }
        }
        return best;
    }
}
