package tinytorch.train.lab;

import java.util.function.Function;

import tinytorch.autograd.Autograd;
import tinytorch.data.Batch;
import tinytorch.nn.network.MLP;
import tinytorch.optim.Adam;
import tinytorch.optim.Momentum;
import tinytorch.optim.Optimizer;
import tinytorch.optim.ParameterGroup;
import tinytorch.optim.SGD;
import tinytorch.tensor.Tensor;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** Where training memory goes: what each part of a step holds. */
final class MemoryExperiment {
    private static final int WIDTH = 512;

    private MemoryExperiment() {
    }

    static Table table() {
        Table table = new Table("One step of an MLP 784-512-512-10: memory held by", "optimizer", "batch", "weights", "activations", "gradients", "moments");
        Function<MLP, Optimizer> momentum = network -> new SGD(ParameterGroup.of(network.parameters(), 0.1), Momentum.of(0.9));
        row(table, "SGD", network -> new SGD(network.parameters(), 0.1), 128);
        row(table, "SGD, momentum", momentum, 128);
        row(table, "Adam", network -> new Adam(network.parameters(), 0.001), 128);
        row(table, "Adam", network -> new Adam(network.parameters(), 0.001), 512);
        row(table, "Adam", network -> new Adam(network.parameters(), 0.001), 2048);
        return table;
    }

    private static void row(Table table, String name, Function<MLP, Optimizer> made, int examples) {
        MLP network = Work.network(WIDTH);
        Optimizer optimizer = made.apply(network);
        Batch batch = Work.batch(examples);
        Tensor loss = Tensor.apply(new CrossEntropyLoss(), network.forward(batch.inputs()), batch.targets());
        long activations = Held.graph(loss);
        Autograd.backward(loss);
        optimizer.step();
        table.row(name, examples, Format.bytes(Held.bytes(network.parameters().values())), Format.bytes(activations),
                Format.bytes(Held.bytes(network.parameters().values().stream().map(Tensor::grad).toList())),
                Format.bytes(Held.bytes(optimizer.stateDict().values().stream().filter(tensor -> tensor.rank() > 0).toList())));
    }
}
