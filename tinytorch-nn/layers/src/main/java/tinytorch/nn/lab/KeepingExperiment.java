package tinytorch.nn.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Dropout;
import tinytorch.nn.Flatten;
import tinytorch.nn.Identity;
import tinytorch.nn.Layer;
import tinytorch.nn.Residual;
import tinytorch.nn.activation.GELU;
import tinytorch.nn.activation.ReLU;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** What each kind of layer holds between forward and backward, when its input and its output are otherwise forgotten. */
final class KeepingExperiment {
    private static final int ROWS = 128;
    private static final int COLUMNS = 512;

    private KeepingExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Kept for backward: one layer, input of (128, 512) = 256 KiB", "layer", "held in train", "held in eval",
                "train", "eval");
        Map<String, Layer> layers = new LinkedHashMap<>();
        layers.put("Identity", new Identity());
        layers.put("Flatten", new Flatten(0, 1));
        layers.put("ReLU", new ActivationLayer(new ReLU()));
        layers.put("GELU", new ActivationLayer(new GELU()));
        layers.put("Dropout 0.5", new Dropout(0.5, new SplittableRandom(1)));
        layers.put("Residual of ReLU", new Residual(new ActivationLayer(new ReLU())));
        layers.forEach((name, layer) -> {
            long train = held(layer.train());
            long eval = held(layer.eval());
            Tensor x = input();
            Measurement trainTime = profiler.repeats(3).measure("train", () -> Sink.keep(layer.train().forward(x)));
            Measurement evalTime = profiler.repeats(3).measure("eval", () -> Sink.keep(layer.eval().forward(x)));
            Sink.clear();
            table.row(name, Format.bytes(train), Format.bytes(eval), Format.seconds(trainTime.cpuSeconds()),
                    Format.seconds(evalTime.cpuSeconds()));
        });
        return table;
    }

    /** The growth of the heap over a forward pass whose input and output are let go of. */
    private static long held(Layer layer) {
        long before = Heap.used();
        layer.forward(input());
        long after = Heap.used();
        Sink.keep(layer);
        return Math.max(0, after - before);
    }

    private static Tensor input() {
        return Tensor.ones(ROWS, COLUMNS);
    }
}
