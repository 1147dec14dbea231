package tinytorch.nn.network.lab;

import java.util.SplittableRandom;

import tinytorch.nn.activation.Tanh;
import tinytorch.nn.network.Initializer;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.XorDemo;
import tinytorch.workbench.Table;

/** XOR learned from different starts: the same network, the same steps. */
final class StartExperiment {
    private static final int STEPS = 300;

    private StartExperiment() {
    }

    static Table table() {
        Table table = new Table("XOR, " + STEPS + " steps from each start", "weights", "first loss", "last loss", "right");
        row(table, "zeros", Initializer.zeros());
        row(table, "all 0.5", Initializer.constant(0.5f));
        row(table, "normal, std 0.01", Initializer.normal(0, 0.01f));
        row(table, "Xavier, with gain", Initializer.xavierUniform(new Tanh()));
        row(table, "normal, std 10", Initializer.normal(0, 10));
        return table;
    }

    private static void row(Table table, String name, Initializer weights) {
        MLP network = new MLP(new int[] {2, XorDemo.HIDDEN, 2}, new Tanh(), weights, new SplittableRandom(1));
        float[] losses = XorDemo.train(network, STEPS);
        table.row(name, Digits.three(losses[0]), Digits.three(losses[STEPS - 1]), XorDemo.correct(network) + " of 4");
    }
}
