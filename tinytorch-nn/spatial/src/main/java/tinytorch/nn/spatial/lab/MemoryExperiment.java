package tinytorch.nn.spatial.lab;

import java.util.SplittableRandom;

import tinytorch.nn.Flatten;
import tinytorch.nn.Layer;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.tensor.Tensor;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/**
 * What every layer of the CIFAR-10 network takes for a batch.
 *
 * @param table      one row a layer
 * @param maps       bytes of all feature maps together: what training keeps until backward
 * @param parameters bytes of all parameters
 */
record MemoryExperiment(Table table, double maps, double parameters) {
    private static final int IMAGES = 16;

    static MemoryExperiment run(Profiler profiler) {
        SmallVgg network = new SmallVgg(new SplittableRandom(1));
        Table table = new Table("SmallVgg, " + IMAGES + " images: what each layer takes", "layer", "an image", "parameters", "output takes",
                "allocated", "time");
        Tensor x = Tensor.randn(new SplittableRandom(2), IMAGES, 3, 32, 32);
        double maps = 0;
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            Tensor input = x;
            Measurement m = profiler.measure("forward", () -> layer.forward(input));
            x = layer.forward(input);
            maps += layer instanceof Flatten ? 0 : 4.0 * x.size();   // a view
            table.row(i + " " + layer.getClass().getSimpleName(), x.select(0, 0).shape(), Format.bytes(4 * layer.parameterCount()),
                    Format.bytes(4.0 * x.size()), Format.bytes(m.allocatedBytes()), Format.seconds(m.wall().min()));
        }
        return new MemoryExperiment(table, maps, 4 * network.parameterCount());
    }

    String conclusion() {
        return "All outputs: " + Format.bytes(maps) + ", " + Format.bytes(maps / IMAGES) + " an image, " + Format.times(maps / parameters)
                + " as much as the parameters.\n";
    }

    /** Where the weights are and where the work is. */
    static Table convolutionsOnly() {
        Table table = new Table("The convolutions alone, one image", "layer", "weights", "output", "operations", "each weight is used");
        Tensor x = Tensor.randn(new SplittableRandom(2), 1, 3, 32, 32);
        for (Layer layer : new SmallVgg(new SplittableRandom(1)).eval().children().values()) {
            x = layer.forward(x);
            if (layer instanceof Conv2d convolution) {
                double operations = 2.0 * convolution.weight().size() * x.dim(2) * x.dim(3);
                table.row(convolution.weight().shape(), Format.count(convolution.weight().size()), x.shape(), Format.count(operations),
                        x.dim(2) * x.dim(3) + " times");
            }
        }
        return table;
    }
}
