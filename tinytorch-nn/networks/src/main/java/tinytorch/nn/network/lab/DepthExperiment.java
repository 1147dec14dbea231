package tinytorch.nn.network.lab;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import tinytorch.nn.Layer;
import tinytorch.nn.activation.Activation;
import tinytorch.nn.network.Initializer;
import tinytorch.nn.network.MLP;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Table;

/** What is left of a signal after many layers: the variance of the activations on the way forward, the size of the gradient on the way back. */
final class DepthExperiment {
    private static final int DEPTH = 20;
    private static final int WIDTH = 128;
    private static final int BATCH = 64;
    private static final List<Integer> SHOWN = List.of(1, 5, 10, DEPTH);

    private DepthExperiment() {
    }

    static Table table(Activation activation) {
        Table table = new Table("%s, %d layers of %d: variance of the activations after a layer".formatted(activation.getClass().getSimpleName(), DEPTH, WIDTH),
                "weights", "1", "5", "10", "20", "gradient");
        row(table, "normal, std 0.01", activation, Initializer.normal(0, 0.01f));
        row(table, "normal, std 1", activation, Initializer.normal(0, 1));
        row(table, "uniform, as nn.Linear", activation, Initializer.heUniform(Math.sqrt(1.0 / 3)));
        row(table, "Xavier, gain 1", activation, Initializer.xavierNormal(1));
        row(table, "Xavier, with gain", activation, Initializer.xavierUniform(activation));
        row(table, "He, with gain", activation, Initializer.heNormal(activation));
        return table;
    }

    /** One more linear layer than is looked at: what counts is the output of an activation, and the last layer has none. */
    private static void row(Table table, String name, Activation activation, Initializer weights) {
        int[] widths = new int[DEPTH + 2];
        Arrays.fill(widths, WIDTH);
        MLP mlp = new MLP(widths, activation, weights, new SplittableRandom(1));
        Object[] row = new Object[SHOWN.size() + 2];
        row[0] = name;
        Tensor x = Tensor.randn(new SplittableRandom(2), BATCH, WIDTH);
        int place = 0;
        for (Layer layer : mlp.layers()) {
            x = layer.forward(x);
            place++;
            if (place % 2 == 0 && SHOWN.contains(place / 2)) {
                row[1 + SHOWN.indexOf(place / 2)] = Digits.three(x.variance(0, false).item());
            }
        }
        Tensor gradient = Tensor.randn(new SplittableRandom(3), BATCH, WIDTH);
        row[row.length - 1] = Digits.three(size(mlp.backward(gradient)) / size(gradient));
        table.row(row);
    }

    /** The root mean square. */
    private static double size(Tensor x) {
        return Math.sqrt(x.mul(x).mean().item());
    }
}
