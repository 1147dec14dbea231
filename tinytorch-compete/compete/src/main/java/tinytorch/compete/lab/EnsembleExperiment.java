package tinytorch.compete.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import tinytorch.compete.ensemble.Ensemble;
import tinytorch.compete.ensemble.WeightAverage;
import tinytorch.compress.distill.DistillationLoss;
import tinytorch.compress.distill.TaughtDataset;
import tinytorch.data.Dataset;
import tinytorch.data.Subset;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Sequential;
import tinytorch.optim.Adam;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Format;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** Several networks, or several states of one. All have made the same number of steps. */
final class EnsembleExperiment {
    private static final int MEMBERS = 4;
    private static final int EXAMPLES = 5000;
    private static final double WRONG = 0.3;
    private static final int EPOCHS = 12;
    private static final double RATE = 2e-3;
    private static final double DECAY = 0.99;
    private static final double TEMPERATURE = 4;
    private static final double TEACHERS_PART = 0.9;

    private final Digits digits;
    private final Dataset examples;
    private final List<Layer> members = new ArrayList<>();
    /** Of each member, the mean of its last weights. */
    private final List<Layer> averages = new ArrayList<>();
    private final Map<String, Layer> rows = new LinkedHashMap<>();

    private EnsembleExperiment(Digits digits) {
        this.digits = digits;
        this.examples = Mislabelled.of(new Subset(digits.training(), IntStream.range(0, EXAMPLES).toArray()), WRONG, 7);
    }

    static Table table(Digits digits) {
        EnsembleExperiment experiment = new EnsembleExperiment(digits);
        experiment.learn();
        return experiment.judged();
    }

    private void learn() {
        for (int seed = 1; seed <= MEMBERS; seed++) {
            Sequential network = Digits.untrained(seed);
            WeightAverage states = WeightAverage.exponential(network, DECAY);
            Digits.train(network, new CrossEntropyLoss(), new Adam(network.parameters(), RATE), examples, EPOCHS, states::update);
            members.add(network);
            Sequential average = Digits.untrained(seed);
            states.copyTo(average);
            averages.add(average);
            rows.put("member " + seed, network);
        }
        Ensemble best = new Ensemble(averages);
        rows.put("mean of probabilities", new Ensemble(members));
        rows.put("mean of the members' weights", mixture());
        rows.put("member 1, mean of its last weights", averages.getFirst());
        rows.put("probabilities of all such means", best);
        rows.put("their student, the same digits", student(best, examples, TEACHERS_PART, EPOCHS));
        rows.put("their student, " + Digits.EXAMPLES + " without labels", student(best, digits.training(), 1, EPOCHS * EXAMPLES / Digits.EXAMPLES));
    }

    private Sequential mixture() {
        Sequential moved = Digits.untrained(1);
        WeightAverage mean = WeightAverage.mean(moved);
        for (Layer member : members) {
            moved.loadStateDict(member.stateDict());
            mean.update();
        }
        mean.copyTo(moved);
        return moved;
    }

    private static Sequential student(Ensemble teachers, Dataset pictures, double part, int epochs) {
        Sequential student = Digits.untrained(MEMBERS + 1);
        TaughtDataset taught = TaughtDataset.of(teachers.at(TEMPERATURE), pictures, 500);
        Digits.train(student, new DistillationLoss(TEMPERATURE, part), new Adam(student.parameters(), RATE), taught, epochs, () -> { });
        return student;
    }

    private Table judged() {
        Table table = new Table(MEMBERS + " MLPs on " + EXAMPLES + " digits, " + Format.percent(WRONG) + " of the labels wrong, " + EPOCHS + " epochs", "who", "accuracy", "parameters", "64 digits");
        rows.values().forEach(Layer::eval);
        Tensor some = digits.test().batch(IntStream.range(0, 64).toArray()).inputs();
        Runnable[] calls = rows.values().stream().map(network -> call(network, some)).toArray(Runnable[]::new);
        double[] seconds = Timing.seconds(calls);
        int row = 0;
        for (Map.Entry<String, Layer> one : rows.entrySet()) {
            Layer network = one.getValue();
            double accuracy = digits.accuracy(network, new Adam(network.parameters(), RATE));
            table.row(one.getKey(), Digits.percent(accuracy), network.parameterCount(), Format.seconds(seconds[row++]));
        }
        return table;
    }

    private static Runnable call(Layer network, Tensor some) {
        return () -> Sink.keep(Tracking.off(() -> network.forward(some)));
    }
}
