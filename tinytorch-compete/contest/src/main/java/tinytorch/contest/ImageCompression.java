package tinytorch.contest;

import java.util.List;
import java.util.Locale;
import tinytorch.compete.pipeline.Meter;
import tinytorch.compete.pipeline.Model;
import tinytorch.compete.pipeline.Pipeline;
import tinytorch.compete.pipeline.Saving;
import tinytorch.compete.pipeline.Score;
import tinytorch.compete.pipeline.Stage;
import tinytorch.compete.pipeline.StageResult;
import tinytorch.compress.prune.Structured;
import tinytorch.compress.quant.Folding;
import tinytorch.compress.quant.Percentile;
import tinytorch.compress.quant.Quantization;
import tinytorch.model.Encoding;
import tinytorch.model.SubmissionWriter;
import tinytorch.nn.Layer;
import tinytorch.workbench.Clocks;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** Makes an image classifier smaller, stage by stage, each measured (module 17's pipeline over module 16's methods). */
final class ImageCompression {
    private static final String PRUNE = "prune";
    private static final String INT8 = "int8";
    private static final double PART = 0.5;
    /** What the stages may cost, all together. */
    private static final double LOSS = 0.04;
    private static final double PERCENT = 99.99;
    private static final int SAMPLES = 10;
    private static final int BATCH = 100;
    private static final int CALLS = 300;

    private final Contender.Images trained;
    private final Pictures pictures;
    private final FineTuning tuning;
    private final Meter meter;
    /** The last network of floats, of which whole numbers were made. */
    private Layer floats;

    ImageCompression(Contender.Images trained, Pictures pictures, FineTuning tuning) {
        this.trained = trained;
        this.pictures = pictures;
        this.tuning = tuning;
        this.meter = new Meter(pictures.test(), Clocks.system(), BATCH, CALLS, CALLS);
        this.floats = trained.network();
    }

    /** Without half of its units, folded, in bytes: what came of each stage. */
    Pipeline.Run run() {
        Model model = new Model(trained.network(), Saving.FLOATS);
        Score start = meter.measure(model);
        return new Pipeline(any -> any == model ? start : meter.measure(any), start.accuracy() - LOSS).run(model, List.of(new Stage(PRUNE, this::pruned), new Stage("fold", this::folded), new Stage(INT8, this::bytes)));
    }

    private Model pruned(Model model) {
        Layer smaller = Structured.prune(model.network(), PART);
        tuning.run(smaller, model.network(), pictures);
        return model.with(smaller);
    }

    private Model folded(Model model) {
        floats = Folding.fold(model.network());
        return model.with(floats);
    }

    private Model bytes(Model model) {
        return model.with(quantised(model.network()), Saving.QUANTIZED);
    }

    /** Calibrated: no picture's numbers have to be looked through before it is told. */
    private Layer quantised(Layer network) {
        return Quantization.int8(network, () -> new Percentile(PERCENT), pictures.samples(SAMPLES, BATCH));
    }

    /** The whole network in bytes, packed. */
    byte[] whole() {
        return SubmissionWriter.images(trained.task(), trained.network(), quantised(trained.network()), trained.normalize());
    }

    /** What the pipeline made, packed. */
    byte[] packed(Pipeline.Run run) {
        boolean bytes = run.results().stream().anyMatch(result -> result.stage().equals(INT8) && result.kept());
        return bytes ? SubmissionWriter.images(trained.task(), floats, run.model().network(), trained.normalize())
                : SubmissionWriter.images(trained.task(), floats, trained.normalize(), Encoding.F16);
    }

    /** What each stage bought. */
    static Table table(String title, Pipeline.Run run) {
        Table table = new Table(title, "stage", "accuracy", "p95", "file", "allocated", "faster", "smaller");
        row(table, "trained", run.start(), "", "");
        for (StageResult result : run.results()) {
            row(table, result.kept() ? result.stage() : result.stage() + " " + result.outcome(), result.after(), Format.times(result.faster()), Format.times(result.smaller()));
        }
        return table;
    }

    private static void row(Table table, String stage, Score score, String faster, String smaller) {
        table.row(stage, String.format(Locale.ROOT, "%.2f %%", 100 * score.accuracy()), Format.seconds(score.p95()), Format.bytes(score.bytes()), Format.bytes(score.memory()), faster, smaller);
    }
}
