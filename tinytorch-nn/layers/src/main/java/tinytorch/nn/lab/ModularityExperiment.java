package tinytorch.nn.lab;

import java.util.SplittableRandom;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Layer;
import tinytorch.nn.Residual;
import tinytorch.nn.activation.ReLU;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** What a framework's parts cost: eight times ReLU as one loop, as operations, as layers, and as layers in a layer, for little and for much to compute. */
final class ModularityExperiment {
    private static final int TIMES = 8;
    private static final int[] SIZES = {16, 4096, 262_144};

    private ModularityExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Modularity: " + TIMES + " times ReLU on n numbers", "n", "one loop", "operations", "layers", "in a Residual", "layers / operations");
        for (int n : SIZES) {
            Tensor x = Tensor.randn(new SplittableRandom(1), n);
            float[] data = x.data();
            float[] out = new float[n];
            ReLU relu = new ReLU();
            Layer layer = new ActivationLayer(relu).eval();
            Layer nested = new Residual(new ActivationLayer(relu)).eval();
            Measurement loop = profiler.measure("one loop", () -> loop(data, out));
            Measurement operations = profiler.measure("operations", () -> Sink.keep(operations(relu, x)));
            Measurement layers = profiler.measure("layers", () -> Sink.keep(layers(layer, x)));
            Measurement inside = profiler.measure("in a Residual", () -> Sink.keep(layers(nested, x)));
            table.row(n, Format.seconds(loop.seconds()), Format.seconds(operations.seconds()), Format.seconds(layers.seconds()), Format.seconds(inside.seconds()),
                    Format.times(layers.seconds() / operations.seconds()));
        }
        Sink.clear();
        return table;
    }

    /** All eight at once, as a hand-written program would: nothing is made on the way. */
    private static void loop(float[] x, float[] out) {
        for (int i = 0; i < x.length; i++) {
            float y = x[i];
            for (int time = 0; time < TIMES; time++) {
                y = Math.max(0, y);
            }
            out[i] = y;
        }
    }

    private static Tensor operations(ReLU relu, Tensor x) {
        Tensor y = x;
        for (int time = 0; time < TIMES; time++) {
            y = Tensor.apply(relu, y);
        }
        return y;
    }

    private static Tensor layers(Layer layer, Tensor x) {
        Tensor y = x;
        for (int time = 0; time < TIMES; time++) {
            y = layer.forward(y);
        }
        return y;
    }
}
