package tinytorch.train.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tinytorch.autograd.Autograd;
import tinytorch.data.Batch;
import tinytorch.nn.network.MLP;
import tinytorch.tensor.Tensor;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/** One large batch, whole and in parts: the gradients, the memory of the activations, the time. */
final class AccumulationExperiment {
    private static final int EXAMPLES = 256;
    private static final int WIDTH = 256;
    private static final CrossEntropyLoss LOSS = new CrossEntropyLoss();

    private AccumulationExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Gradients of " + EXAMPLES + " examples, MLP 784-256-256-10", "parts", "examples each", "activations", "time", "largest difference");
        MLP network = Work.network(WIDTH);
        Batch batch = Work.batch(EXAMPLES);
        Map<String, Tensor> whole = Map.of();
        for (int parts : new int[] {1, 2, 4, 16}) {
            List<Batch> split = split(batch, parts);
            network.zeroGrad();
            backward(network, split);
            Map<String, Tensor> gradients = gradients(network);
            whole = parts == 1 ? gradients : whole;
            Measurement time = profiler.measure("backward", () -> {
                network.zeroGrad();
                backward(network, split);
            });
            table.row(parts, EXAMPLES / parts, Format.bytes(activations(network, split.getFirst())), Format.seconds(time.seconds()),
                    difference(gradients, whole));
        }
        return table;
    }

    /** What the graph of one part holds. */
    private static long activations(MLP network, Batch part) {
        return Held.graph(loss(network, part));
    }

    private static Tensor loss(MLP network, Batch part) {
        return Tensor.apply(LOSS, network.forward(part.inputs()), part.targets());
    }

    private static void backward(MLP network, List<Batch> parts) {
        for (Batch part : parts) {
            Autograd.backward(loss(network, part), Tensor.scalar(1f / parts.size()));
        }
    }

    private static List<Batch> split(Batch batch, int parts) {
        int size = batch.size() / parts;
        List<Batch> split = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            split.add(new Batch(batch.inputs().narrow(0, i * size, size).copy(), batch.targets().narrow(0, i * size, size).copy()));
        }
        return split;
    }

    private static Map<String, Tensor> gradients(MLP network) {
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        network.parameters().forEach((name, parameter) -> gradients.put(name, parameter.grad().copy()));
        return gradients;
    }

    /** The largest difference of two gradients of a parameter, in units of its largest gradient. */
    private static double difference(Map<String, Tensor> gradients, Map<String, Tensor> whole) {
        double largest = 0;
        for (Map.Entry<String, Tensor> entry : whole.entrySet()) {
            double scale = entry.getValue().abs().max().item();
            largest = Math.max(largest, gradients.get(entry.getKey()).sub(entry.getValue()).abs().max().item() / scale);
        }
        return largest;
    }
}
