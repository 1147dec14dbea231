package tinytorch.nn.lab;

import java.util.List;
import java.util.SplittableRandom;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Dropout;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.activation.Tanh;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** One forward pass through eight layers of width 256, by batch size: bytes allocated on the way, and bytes held afterwards. */
final class ActivationExperiment {
    private static final int WIDTH = 256;

    private ActivationExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Activation memory: Tanh, ReLU, Dropout, Tanh, ReLU, Dropout, Tanh, ReLU, width 256",
                "batch", "output", "train allocates", "train holds", "eval allocates", "eval holds");
        for (int batch : new int[] {1, 16, 64, 256}) {
            List<Layer> layers = layers();
            Tensor x = Tensor.randn(new SplittableRandom(2), batch, WIDTH);
            Measurement train = profiler.repeats(3).measure("train", () -> Sink.keep(forward(layers, x)));
            long held = held(layers, x);
            layers.forEach(Layer::eval);
            Measurement eval = profiler.repeats(3).measure("eval", () -> Sink.keep(forward(layers, x)));
            table.row(batch, Format.bytes(4.0 * batch * WIDTH), Format.bytes(train.allocatedBytes()), Format.bytes(held),
                    Format.bytes(eval.allocatedBytes()), Format.bytes(held(layers, x)));
        }
        Sink.clear();
        return table;
    }

    private static List<Layer> layers() {
        SplittableRandom random = new SplittableRandom(1);
        return List.of(new ActivationLayer(new Tanh()), new ActivationLayer(new ReLU()), new Dropout(0.5, random),
                new ActivationLayer(new Tanh()), new ActivationLayer(new ReLU()), new Dropout(0.5, random),
                new ActivationLayer(new Tanh()), new ActivationLayer(new ReLU()));
    }

    private static Tensor forward(List<Layer> layers, Tensor x) {
        Tensor y = x;
        for (Layer layer : layers) {
            y = layer.forward(y);
        }
        return y;
    }

    /**
     * What the heap has in use after a forward pass through fresh layers, more than before: measured, so small numbers
     * are rough.
     */
    private static long held(List<Layer> layers, Tensor x) {
        Sink.clear();
        boolean training = layers.getFirst().training();
        List<Layer> fresh = layers();
        fresh.forEach(training ? Layer::train : Layer::eval);
        long before = Heap.used();
        Tensor y = forward(fresh, x);
        long after = Heap.used();
        Sink.keep(y);
        Sink.keep(fresh);
        return Math.max(0, after - before);
    }
}
