package tinytorch.compete.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import tinytorch.compete.pipeline.Meter;
import tinytorch.compete.pipeline.Model;
import tinytorch.compete.pipeline.Orders;
import tinytorch.compete.pipeline.Pipeline;
import tinytorch.compete.pipeline.Saving;
import tinytorch.compete.pipeline.Score;
import tinytorch.compete.pipeline.Stage;
import tinytorch.compete.pipeline.StageResult;
import tinytorch.compress.prune.Structured;
import tinytorch.compress.quant.Folding;
import tinytorch.compress.quant.Quantization;
import tinytorch.data.Subset;
import tinytorch.nn.Layer;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.optim.Adam;
import tinytorch.tensor.Kernels;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Clocks;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** The optimisations of modules 15 and 16 on a CNN, one after the other; those of module 16 in every order. */
final class StackingExperiment {
    private static final double MINIMUM = 0.95;
    private static final double MINIMUM_WIDE = 0.92;
    private static final int TUNING_EXAMPLES = 5000;
    private static final int TEST_EXAMPLES = 5000;

    private final Digits digits;
    /** On the kernels in use, in every order. */
    private final List<Pipeline.Run> runs = new ArrayList<>();
    /** From plain loops on, in one order. */
    private final Pipeline.Run whole;
    /** A network that is nearly all weights. */
    private final Pipeline.Run wide;

    StackingExperiment(Digits digits) {
        this.digits = digits;
        List<Stage> stages = List.of(new Stage("fold", model -> model.with(Folding.fold(model.network()))), new Stage("prune", this::pruned),
                new Stage("int8", model -> model.with(Quantization.int8(model.network()), Saving.QUANTIZED)));
        SmallVgg network = new SmallVgg(1, 28, new int[] {16, 32}, 10, new SplittableRandom(1));
        tune(network, Digits.EXAMPLES, 2e-3);
        Meter meter = new Meter(new Subset(digits.test(), IntStream.range(0, TEST_EXAMPLES).toArray()), Clocks.system(), 500, 2000, 2000);
        Pipeline pipeline = new Pipeline(meter::measure, MINIMUM);
        pipeline.run(new Model(network, Saving.FLOATS), stages);   // until the compiler knows these networks: not shown
        for (List<Stage> order : Orders.of(stages)) {
            runs.add(pipeline.run(new Model(network, Saving.FLOATS), order));
        }
        List<Stage> all = new ArrayList<>(stages);
        String kernels = Kernels.active().name();
        all.addFirst(new Stage("kernels", model -> model.on(kernels)));
        whole = pipeline.run(new Model(network, Saving.FLOATS, "scalar"), all);
        Layer mlp = Digits.untrained(1, 2048, 2048);
        tune(mlp, Digits.EXAMPLES, 1e-3);
        wide = new Pipeline(meter::measure, MINIMUM_WIDE).run(new Model(mlp, Saving.FLOATS), stages.subList(1, stages.size()));
    }

    private void tune(Layer network, int examples, double rate) {
        network.train();
        Digits.train(network, new CrossEntropyLoss(), new Adam(network.parameters(), rate), new Subset(digits.training(), IntStream.range(0, examples).toArray()), 1, () -> { });
        network.eval();
    }

    private Model pruned(Model model) {
        Layer half = Structured.prune(model.network(), 0.5);
        tune(half, TUNING_EXAMPLES, 1e-3);
        return model.with(half);
    }

    /** What each stage bought, from plain loops on. */
    Table stages() {
        return stages("A CNN for digits, one stage after the other; at least " + Format.percent(MINIMUM), whole);
    }

    /** The same stages on another network. */
    Table wide() {
        return stages("An MLP 784-2048-2048-10, one stage after the other; at least " + Format.percent(MINIMUM_WIDE), wide);
    }

    private static Table stages(String title, Pipeline.Run run) {
        Table table = new Table(title, "stage", "accuracy", "p50", "p95", "file", "allocated", "faster", "smaller");
        Score start = run.start();
        table.row("trained", Digits.percent(start.accuracy()), Format.seconds(start.p50()), Format.seconds(start.p95()), Format.bytes(start.bytes()), Format.bytes(start.memory()), "", "");
        for (StageResult result : run.results()) {
            Score after = result.after();
            table.row(result.kept() ? result.stage() : result.stage() + " " + result.outcome(),
                    Digits.percent(after.accuracy()), Format.seconds(after.p50()), Format.seconds(after.p95()), Format.bytes(after.bytes()), Format.bytes(after.memory()),
                    Format.times(result.faster()), Format.times(result.smaller()));
        }
        return table;
    }

    Table orders() {
        Table table = new Table("In every order", "order", "accuracy", "p95", "file", "what was left out");
        for (Pipeline.Run run : runs) {
            Score end = run.end();
            String left = String.join("; ", run.results().stream().filter(result -> !result.kept()).map(result -> result.stage() + " (" + result.outcome() + ")").toList());
            table.row(String.join(", ", run.results().stream().map(StageResult::stage).toList()), Digits.percent(end.accuracy()), Format.seconds(end.p95()), Format.bytes(end.bytes()), left);
        }
        return table;
    }

    Table shares() {
        Table table = new Table("What each bought, on average of all orders", "stage", "smaller", "faster");
        Map<String, Double> smaller = Orders.shares(runs, StageResult::smaller);
        Map<String, Double> faster = Orders.shares(runs, StageResult::faster);
        smaller.forEach((stage, factor) -> table.row(stage, Format.times(factor), Format.times(faster.get(stage))));
        return table;
    }
}
