package tinytorch.compress.lab;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import tinytorch.compress.prune.Masks;
import tinytorch.compress.prune.PruningOptimizer;
import tinytorch.compress.prune.Scope;
import tinytorch.compress.prune.SparsitySchedule;
import tinytorch.compress.sparse.SparseNetwork;
import tinytorch.nn.network.Sequential;
import tinytorch.optim.Adam;
import tinytorch.optim.CosineDecay;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Format;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;

/** How much of a trained network's weights can go: what it still recognises at once and after fine-tuning, how large its file is, and how long a batch takes with and without its zeros. */
final class SparsityExperiment {
    /** Of fine-tuning. */
    private static final double LEARNING_RATE = 2e-3;
    private static final int PRUNINGS = 20;
    /** Pictures of the batch that is timed. */
    private static final int PICTURES = 256;

    private final Pictures digits;
    private final Sequential network;
    private final Map<String, Tensor> trained;
    private final Pareto pareto;

    /**
     * Prunes this trained network. It is changed, and at the end it is as it was.
     *
     * @param network an MLP
     */
    SparsityExperiment(Pictures digits, Sequential network, Pareto pareto) {
        this.digits = digits;
        this.network = network;
        this.pareto = pareto;
        this.trained = copy(network.stateDict());
    }

    private static Map<String, Tensor> copy(Map<String, Tensor> state) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        Tracking.off(() -> {
            state.forEach((name, tensor) -> copies.put(name, tensor.copy()));
            return copies;
        });
        return copies;
    }

    Table table(int epochs, double... sparsities) {
        double before = digits.accuracy(network);
        long whole = FileSize.dense(network);
        pareto.add("whole", "whole", whole, before);
        Table table = new Table("Pruned MLP, MNIST: whole " + Pictures.percent(before) + ", " + Format.bytes(whole) + "; fine-tuned for " + epochs + (epochs == 1 ? " epoch" : " epochs"), "sparsity", "by layer", "global", "fine-tuned",
                "lost", "file", "faster");
        for (double sparsity : sparsities) {
            double byLayer = pruned(Scope.LAYER_WISE, sparsity);
            double global = pruned(Scope.GLOBAL, sparsity);
            double tuned = fineTuned(sparsity, epochs);
            long bytes = FileSize.sparse(network);
            pareto.add("weights pruned", Format.percent(sparsity), bytes, tuned);
            Tensor pictures = digits.pictures(PICTURES);
            SparseNetwork sparse = new SparseNetwork(network);
            double[] seconds = Tracking.off(() -> SparseSpeedExperiment.alternating(() -> Sink.keep(network.forward(pictures)), () -> Sink.keep(sparse.forward(pictures))));
            table.row(Format.percent(sparsity), Pictures.percent(byLayer), Pictures.percent(global), Pictures.percent(tuned), String.format(Locale.ROOT, "%.2f", 100 * (before - tuned)),
                    Format.percent((double) bytes / whole), Format.times(seconds[0] / seconds[1]));
            network.loadStateDict(trained);
        }
        return table;
    }

    /** Accuracy at once, without training. */
    private double pruned(Scope scope, double sparsity) {
        scope.masks(Masks.weights(network), sparsity).apply();
        double accuracy = digits.accuracy(network);
        network.loadStateDict(trained);
        return accuracy;
    }

    /** Prunes little by little in the first half of the training. */
    private double fineTuned(double sparsity, int epochs) {
        int steps = digits.steps(epochs);
        SparsitySchedule schedule = new SparsitySchedule(0, sparsity, 0, Math.max(1, steps / 2 / PRUNINGS), PRUNINGS);
        PruningOptimizer optimizer = new PruningOptimizer(new Adam(network.parameters(), LEARNING_RATE), Masks.weights(network), Scope.GLOBAL, schedule);
        Pictures.train(network, new CrossEntropyLoss(), optimizer, new CosineDecay(steps, 0), digits.training(), epochs);
        return digits.accuracy(network);
    }
}
