package tinytorch.compete.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import tinytorch.compress.quant.Quantization;
import tinytorch.compress.quant.QuantizedFile;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Dtype;
import tinytorch.nn.network.MLP;
import tinytorch.nn.network.SafeTensors;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.Format;
import tinytorch.workbench.Statistics;
import tinytorch.workbench.Table;

/** From a file to an answer, as a server does it when it starts: what a form of the weights costs to ship, to load and to ask for the first time. */
final class DeploymentExperiment {
    private static final int[] SIZES = {784, 2048, 2048, 10};
    private static final int ROUNDS = 5;
    /** Rounds that are not counted: until the compiler knows these loops. */
    private static final int WARM_UP = 2;

    private final Tensor input = Tensor.randn(new SplittableRandom(2), 1, SIZES[0]);
    private final Table table = new Table("From a file to an answer, an MLP 784-2048-2048-10; the file is in memory already", "weights", "file", "load", "first answer", "later ones", "ready after");

    private interface Loading {
        Layer network() throws IOException;
    }

    private DeploymentExperiment() {
    }

    static Table table() {
        DeploymentExperiment experiment = new DeploymentExperiment();
        try {
            Path file = Files.createTempFile("tinytorch", ".safetensors");
            try {
                Layer network = untrained();
                SafeTensors.save(file, network.stateDict(), Map.of());
                experiment.row("floats", file, () -> loaded(file));
                Map<String, Dtype> halves = new LinkedHashMap<>();
                network.stateDict().keySet().forEach(name -> halves.put(name, Dtype.F16));
                SafeTensors.save(file, network.stateDict(), halves, Map.of());
                experiment.row("float16, floats in memory", file, () -> loaded(file));
                QuantizedFile.save(file, Quantization.int8(network), Map.of());
                experiment.row("bytes", file, () -> QuantizedFile.load(file, untrained()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the experiment can't be written", e);
        }
        return experiment.table;
    }

    private static Layer untrained() {
        return new MLP(SIZES, new ReLU(), new SplittableRandom(1)).eval();
    }

    private static Layer loaded(Path file) throws IOException {
        Layer network = untrained();
        network.loadStateDict(SafeTensors.load(file).tensors());
        return network;
    }

    private void row(String name, Path file, Loading load) throws IOException {
        double[] loading = new double[ROUNDS];
        double[] first = new double[ROUNDS];
        double[] later = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long start = System.nanoTime();
            Layer network = load.network();
            long loaded = System.nanoTime();
            answer(network);
            long answered = System.nanoTime();
            answer(network);
            long again = System.nanoTime();
            if (round >= 0) {
                loading[round] = (loaded - start) / 1e9;
                first[round] = (answered - loaded) / 1e9;
                later[round] = (again - answered) / 1e9;
            }
        }
        table.row(name, Format.bytes(Files.size(file)), seconds(loading), seconds(first), seconds(later), Format.seconds(median(loading) + median(first)));
    }

    private void answer(Layer network) {
        Tracking.off(() -> network.forward(input));
    }

    private static String seconds(double[] values) {
        return Format.seconds(median(values));
    }

    private static double median(double[] values) {
        return Statistics.of(values).median();
    }
}
