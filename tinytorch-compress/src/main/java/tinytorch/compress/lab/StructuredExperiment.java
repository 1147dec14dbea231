package tinytorch.compress.lab;

import java.util.SplittableRandom;

import tinytorch.compress.prune.Structured;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.optim.Adam;
import tinytorch.optim.CosineDecay;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Format;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** What removing units, channels and heads saves, of three kinds of networks; and what it costs, of one that was trained. */
final class StructuredExperiment {
    private static final double LEARNING_RATE = 2e-3;

    private StructuredExperiment() {
    }

    /** Parameters, file and time of networks of all kinds. Size and time don't depend on what a network has learned, so these have learned nothing. */
    static Table sizes() {
        Table table = new Table("Structured pruning: what is left", "network", "part removed", "parameters", "file", "time", "faster");
        row(table, "MLP 784-128-64-10", Pictures.untrained(128, 64), Tensor.randn(new SplittableRandom(1), 256, 784));
        row(table, "CNN (SmallVgg)", new SmallVgg(new SplittableRandom(2)), Tensor.randn(new SplittableRandom(3), 32, 3, 32, 32));
        row(table, "GPT 4 x 128", new Gpt(GptConfig.tiny(65), new SplittableRandom(4)), Tensor.zeros(8, 64));
        return table;
    }

    private static void row(Table table, String name, Layer network, Tensor input) {
        network.eval();
        Layer half = Structured.prune(network, 0.5);
        Layer quarter = Structured.prune(network, 0.75);
        double[] seconds = Tracking.off(() -> SparseSpeedExperiment.alternating(() -> Sink.keep(network.forward(input)), () -> Sink.keep(half.forward(input)),
                () -> Sink.keep(quarter.forward(input))));
        Layer[] networks = {network, half, quarter};
        String[] parts = {"none", "1/2", "3/4"};
        for (int i = 0; i < networks.length; i++) {
            table.row(i == 0 ? name : "", parts[i], networks[i].parameterCount(), Format.bytes(FileSize.dense(networks[i])), Format.seconds(seconds[i]), Format.times(seconds[0] / seconds[i]));
        }
    }

    /** What a trained MLP recognises without some of its units, at once and after fine-tuning. */
    static Table accuracy(Pictures digits, Sequential network, Pareto pareto, int epochs, double... parts) {
        Table table = new Table("Structured pruning of the MLP, MNIST", "part removed", "sizes", "at once", "fine-tuned", "file");
        for (double part : parts) {
            Layer smaller = Structured.prune(network, part);
            double atOnce = digits.accuracy(smaller);
            smaller.train();
            Pictures.train(smaller, new CrossEntropyLoss(), new Adam(smaller.parameters(), LEARNING_RATE), new CosineDecay(digits.steps(epochs), 0), digits.training(), epochs);
            double tuned = digits.accuracy(smaller);
            long bytes = FileSize.dense(smaller);
            pareto.add("units removed", Format.percent(part), bytes, tuned);
            table.row(Format.percent(part), smaller.parameters().get("0.weight").dim(0) + ", " + smaller.parameters().get("2.weight").dim(0), Pictures.percent(atOnce), Pictures.percent(tuned),
                    Format.bytes(bytes));
        }
        return table;
    }
}
