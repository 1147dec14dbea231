package tinytorch.compress.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import tinytorch.compress.quant.MinMax;
import tinytorch.compress.quant.Quantization;
import tinytorch.data.Batch;
import tinytorch.data.DataLoader;
import tinytorch.data.ImageDataset;
import tinytorch.data.Mnist;
import tinytorch.data.Subset;
import tinytorch.data.source.DataException;
import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Flatten;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.optim.Adam;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.train.Accuracy;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.train.Trainer;
import tinytorch.workbench.Table;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/** What fewer bits a weight cost a network that reads digits: trained for one epoch on a part of MNIST, tested on all 10,000 test digits. */
final class BitsExperiment {
    private static final int EXAMPLES = 20_000;
    private static final int BATCH = 100;
    private static final int GROUP = 32;
    private static final int[] BITS = {8, 6, 5, 4, 3, 2};

    private final Layer network;
    private final DataLoader test;
    private final ImageDataset training;

    private BitsExperiment(ImageDataset training, ImageDataset test) {
        SplittableRandom random = new SplittableRandom(1);
        this.training = training;
        this.test = DataLoader.of(test).batchSize(BATCH);
        this.network = new Sequential(new Flatten(), new Linear(784, 128, random), new ActivationLayer(new ReLU()), new Linear(128, 64, random), new ActivationLayer(new ReLU()),
                new Linear(64, 10, random));
    }

    /** Shows the table, or says what is missing for it. */
    static void show() {
        try {
            BitsExperiment experiment = new BitsExperiment(Mnist.training(), Mnist.test());
            experiment.train();
            LabReport.show(Tracking.off(experiment::table), Plot.bars("bits", "a scale a row", "groups of " + GROUP));
        } catch (DataException e) {
            System.out.println("Accuracy against bits: not measured, as MNIST can't be had. " + e.getMessage() + "\n");
        }
    }

    private void train() {
        DataLoader examples = DataLoader.of(new Subset(training, IntStream.range(0, EXAMPLES).toArray())).batchSize(BATCH).shuffle(1);
        new Trainer(network, new CrossEntropyLoss(), new Adam(network.parameters(), 2e-3)).fit(examples, 1);
        network.eval();
    }

    private Table table() {
        Table table = new Table("Accuracy on 10,000 digits against bits a weight (floats: " + percent(accuracy(network)) + ")", "bits", "a scale a row", "its error", "groups of " + GROUP, "their error");
        for (int bits : BITS) {
            int most = (1 << bits - 1) - 1;
            table.row(bits, percent(accuracy(rounded(most, Integer.MAX_VALUE))), percent(error(most, Integer.MAX_VALUE)),
                    percent(accuracy(rounded(most, GROUP))), percent(error(most, GROUP)));
        }
        Batch seen = DataLoader.of(training).batchSize(500).iterator().next();
        table.row("int8, dynamic", percent(accuracy(Quantization.int8(network))), "", "", "");
        table.row("int8, static", percent(accuracy(Quantization.int8(network, MinMax::new, List.of(seen.inputs())))), "", "", "");
        table.row("int4", "", "", percent(accuracy(Quantization.int4(network, GROUP))), "");
        return table;
    }

    /** Two digits: a point is a lot. */
    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * part);
    }

    private double accuracy(Layer layers) {
        Map<String, Double> results = new Trainer(layers, new CrossEntropyLoss(), new Adam(network.parameters(), 1e-3)).metrics(new Accuracy()).evaluate(test);
        return results.get(new Accuracy().name());
    }

    /** The network with every weight rounded to whole multiples of a scale, from {@code -most} to {@code most}; activations stay floats. */
    private Layer rounded(int most, int group) {
        return network.with((_, layer) -> layer instanceof Linear linear ? new Linear(round(linear.parameters().get("weight"), most, group), linear.parameters().get("bias")) : layer).eval();
    }

    /** The error of the first layer's weight, as part of its numbers' size. */
    private double error(int most, int group) {
        Tensor weight = network.parameters().get("1.weight");
        Tensor difference = round(weight, most, group).sub(weight);
        return Math.sqrt(difference.mul(difference).mean().item() / weight.mul(weight).mean().item());
    }

    private static Tensor round(Tensor weight, int most, int group) {
        float[] numbers = weight.toArray();
        int columns = weight.dim(1);
        for (int row = 0; row < weight.dim(0); row++) {
            for (int from = 0; from < columns; from += Math.min(group, columns)) {
                round(numbers, row * columns + from, row * columns + Math.min(columns, from + Math.min(group, columns)), most);
            }
        }
        return Tensor.wrap(numbers, weight.dims());
    }

    private static void round(float[] numbers, int from, int to, int most) {
        float largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(numbers[i]));
        }
        float scale = largest == 0 ? 1 : largest / most;
        for (int i = from; i < to; i++) {
            numbers[i] = (float) Math.rint(numbers[i] / scale) * scale;
        }
    }
}
