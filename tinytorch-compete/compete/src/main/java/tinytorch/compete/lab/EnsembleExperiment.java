package tinytorch.compete.lab;

import java.util.ArrayList;
import java.util.List;

import tinytorch.compete.ensemble.Ensemble;
import tinytorch.compete.ensemble.WeightAverage;
import tinytorch.compress.distill.DistillationLoss;
import tinytorch.compress.distill.TaughtDataset;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Sequential;
import tinytorch.optim.Adam;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** Several networks, or several states of one. */
final class EnsembleExperiment {
    private static final int MEMBERS = 4;
    private static final int EPOCHS = 3;
    private static final double RATE = 2e-3;
    private static final double DECAY = 0.995;
    private static final double TEMPERATURE = 4;

    private EnsembleExperiment() {
    }

    static Table table(Digits digits) {
        Table table = new Table(MEMBERS + " MLPs on digits, " + EPOCHS + " epochs each", "who", "accuracy", "parameters", "64 digits");
        List<Sequential> members = new ArrayList<>();
        WeightAverage average = null;
        for (int seed = 1; seed <= MEMBERS; seed++) {
            Sequential network = Digits.untrained(seed);
            WeightAverage states = WeightAverage.exponential(network, DECAY);
            Digits.train(network, new CrossEntropyLoss(), new Adam(network.parameters(), RATE), digits.training(), EPOCHS, states::update);
            members.add(network);
            average = average == null ? states : average;
            row(table, digits, "member " + seed, network);
        }
        row(table, digits, "mean of probabilities", new Ensemble(List.copyOf(members)));
        Sequential averaged = Digits.untrained(1);
        average.copyTo(averaged);
        row(table, digits, "member 1, mean of its last weights", averaged);
        row(table, digits, "mean of the members' weights", mixture(members));
        Sequential student = Digits.untrained(MEMBERS + 1);
        TaughtDataset taught = TaughtDataset.of(new Ensemble(List.copyOf(members)).at(TEMPERATURE), digits.training(), 500);
        Digits.train(student, new DistillationLoss(TEMPERATURE, 0.9), new Adam(student.parameters(), RATE), taught, EPOCHS, () -> { });
        row(table, digits, "a student of all", student);
        return table;
    }

    private static Sequential mixture(List<Sequential> members) {
        Sequential moved = Digits.untrained(1);
        WeightAverage mean = WeightAverage.mean(moved);
        for (Sequential member : members) {
            moved.loadStateDict(member.stateDict());
            mean.update();
        }
        mean.copyTo(moved);
        return moved;
    }

    private static void row(Table table, Digits digits, String who, Layer network) {
        network.eval();
        double accuracy = digits.accuracy(network, new Adam(network.parameters(), RATE));
        Tensor some = digits.test().batch(java.util.stream.IntStream.range(0, 64).toArray()).inputs();
        double seconds = Tracking.off(() -> Profiler.quick().measure("call", () -> Sink.keep(network.forward(some)))).seconds();
        network.train();
        table.row(who, Digits.percent(accuracy), network.parameterCount(), Format.seconds(seconds));
    }
}
