package tinytorch.train.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import tinytorch.train.Trainer;
import tinytorch.workbench.Format;
import tinytorch.workbench.Measurement;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Table;

/** How large a checkpoint is, and how long it takes to write and to read. */
final class CheckpointExperiment {

    private CheckpointExperiment() {
    }

    static Table table(Profiler profiler) {
        Table table = new Table("Checkpoints of an MLP with two hidden layers", "width", "optimizer", "weights", "file", "write", "rate", "read");
        Function<MLP, Optimizer> sgd = network -> new SGD(network.parameters(), 0.1);
        Function<MLP, Optimizer> momentum = network -> new SGD(ParameterGroup.of(network.parameters(), 0.1), Momentum.of(0.9));
        Function<MLP, Optimizer> adam = network -> new Adam(network.parameters(), 0.001);
        row(table, profiler, 128, "SGD", sgd);
        row(table, profiler, 128, "momentum", momentum);
        row(table, profiler, 128, "Adam", adam);
        row(table, profiler, 512, "SGD", sgd);
        row(table, profiler, 512, "momentum", momentum);
        row(table, profiler, 512, "Adam", adam);
        return table;
    }

    private static void row(Table table, Profiler profiler, int width, String name, Function<MLP, Optimizer> made) {
        MLP network = Work.network(width);
        Optimizer optimizer = made.apply(network);
        Batch batch = Work.batch(8);
        Autograd.backward(Tensor.apply(new CrossEntropyLoss(), network.forward(batch.inputs()), batch.targets()));
        optimizer.step();
        Trainer trainer = new Trainer(network, new CrossEntropyLoss(), optimizer);
        try {
            Path file = Files.createTempFile("tinytorch-checkpoint", ".safetensors");
            try {
                Measurement write = profiler.measure("write", () -> trainer.save(file));
                Measurement read = profiler.measure("read", () -> trainer.resume(file));
                long bytes = Files.size(file);
                table.row(width, name, Format.bytes(4 * network.parameterCount()), Format.bytes(bytes), Format.seconds(write.seconds()),
                        Format.rate(bytes, write.seconds(), "B"), Format.seconds(read.seconds()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("CheckpointExperiment: no file can be made in " + System.getProperty("java.io.tmpdir") + ".", e);
        }
    }
}
