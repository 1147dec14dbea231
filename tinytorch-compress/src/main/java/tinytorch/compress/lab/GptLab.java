package tinytorch.compress.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import tinytorch.compress.prune.Masks;
import tinytorch.compress.prune.PruningOptimizer;
import tinytorch.compress.prune.Scope;
import tinytorch.compress.prune.SparsitySchedule;
import tinytorch.compress.prune.Structured;
import tinytorch.data.SplitMix;
import tinytorch.data.source.DataException;
import tinytorch.nn.Layer;
import tinytorch.nn.network.SafeTensors;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;
import tinytorch.workbench.Format;
import tinytorch.workbench.Sink;
import tinytorch.workbench.Table;
import tinytorch.workbench.report.LabReport;

/**
 * A GPT that has learned to write, without some of its weights, and without some of its heads and units: the loss on text it has not seen, at once and after some more training. Takes some
 * minutes, so it is no part of the lab: it runs when the lab is given {@code gpt}.
 */
final class GptLab {
    private static final int STEPS = 200;
    private static final int PRUNINGS = 20;
    /** Windows of the batch that is timed. */
    private static final int WINDOWS = 8;

    private final GptConfig config;
    private final Map<String, Tensor> trained;
    private final Plays plays;
    private final Gpt whole;
    private final double before;

    private GptLab(GptConfig config, Map<String, Tensor> trained, Plays plays) {
        this.config = config;
        this.trained = trained;
        this.plays = plays;
        this.whole = network();
        this.before = plays.loss(whole);
    }

    /**
     * Prints both tables.
     *
     * @param weights of a GPT that milestone tinygpt trained on characters, with what it noted beside them
     */
    static void run(Path weights) throws IOException, DataException {
        SafeTensors file = SafeTensors.load(weights);
        Map<String, String> notes = file.metadata();
        String characters = notes.get("characters");
        if (characters == null) {
            throw new IllegalArgumentException("GptLab: the file does not say its \"characters\". Give it the weights.safetensors that tito milestone tinygpt leaves in its folder.");
        }
        GptConfig config = GptConfig.of(notes);
        GptLab lab = new GptLab(config, file.tensors(), Plays.read(characters, config.context()));
        LabReport.show(lab.weights(0.5, 0.8, 0.9));
        LabReport.show(lab.structure(0.25, 0.5));
    }

    /** The trained network, each time anew. */
    private Gpt network() {
        return Gpt.of(config, trained, SplitMix.of(0));
    }

    /** Single weights, wherever they are. */
    private Table weights(double... sparsities) {
        Table table = table("Weights pruned", "by layer", "global");
        Gpt more = network();   // what so much training brings to a network that has lost nothing
        plays.train(more, Plays.optimizer(more), STEPS);
        row(table, "none", new String[] {loss(before), loss(before)}, more, FileSize.dense(more));
        for (double sparsity : sparsities) {
            String[] atOnce = {loss(pruned(Scope.LAYER_WISE, sparsity)), loss(pruned(Scope.GLOBAL, sparsity))};
            Gpt network = network();
            SparsitySchedule schedule = new SparsitySchedule(0, sparsity, 0, Math.max(1, STEPS / 2 / PRUNINGS), PRUNINGS);
            plays.train(network, new PruningOptimizer(Plays.optimizer(network), Masks.weights(network), Scope.GLOBAL, schedule), STEPS);
            row(table, Format.percent(sparsity), atOnce, network, FileSize.sparse(network));
        }
        return table;
    }

    private double pruned(Scope scope, double sparsity) {
        Gpt network = network();
        scope.masks(Masks.weights(network), sparsity).apply();
        return plays.loss(network);
    }

    /** Heads and feed-forward units of every block. */
    private Table structure(double... parts) {
        Table table = table("Heads and units removed", "parameters", "at once");
        for (double part : parts) {
            Layer smaller = Structured.prune(whole, part);
            String[] atOnce = {Format.count(smaller.parameterCount()), loss(plays.loss(smaller))};
            plays.train(smaller, Plays.optimizer(smaller), STEPS);
            row(table, Format.percent(part), atOnce, smaller, FileSize.dense(smaller));
        }
        return table;
    }

    private Table table(String title, String... atOnce) {
        return new Table(title + ", GPT: loss " + loss(before) + ", " + Format.bytes(FileSize.dense(whole)) + "; fine-tuned for " + STEPS + " steps", "part", atOnce[0], atOnce[1], "fine-tuned",
                "file", "time", "faster");
    }

    private void row(Table table, String part, String[] atOnce, Layer network, long bytes) {
        double tuned = plays.loss(network);
        Tensor some = plays.some(WINDOWS);
        double[] seconds = Tracking.off(() -> SparseSpeedExperiment.alternating(() -> Sink.keep(whole.forward(some)), () -> Sink.keep(network.forward(some))));
        table.row(part, atOnce[0], atOnce[1], loss(tuned), Format.bytes(bytes), Format.seconds(seconds[1]), Format.times(seconds[0] / seconds[1]));
    }

    private static String loss(double loss) {
        return String.format(Locale.ROOT, "%.4f", loss);
    }
}
