package tinytorch.compete.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.compete.pipeline.StageResult.Outcome;
import tinytorch.nn.Identity;
import tinytorch.testkit.Check;

@Tag("compete.pipeline")
class PipelineTest {
    private final List<Model> measured = new ArrayList<>();
    private final Map<Model, Score> scores = new HashMap<>();

    private Score measure(Model model) {
        measured.add(model);
        return scores.get(model);
    }

    private Model model(double accuracy, long bytes) {
        Model model = new Model(new Identity(), Saving.FLOATS);
        scores.put(model, new Score(accuracy, 1, bytes, bytes, bytes));
        return model;
    }

    private static String text(StageResult result) {
        return result.stage() + " " + result.outcome() + " " + result.before().bytes() + " -> " + result.after().bytes() + (result.reason().isEmpty() ? "" : ": " + result.reason());
    }

    private static List<String> texts(Pipeline.Run run) {
        return run.results().stream().map(PipelineTest::text).toList();
    }

    @Test
    void everyStageGetsWhatTheOneBeforeItMade() {
        Model start = model(0.9, 100);
        Model a = model(0.8, 50);
        Model b = model(0.85, 20);
        List<Model> given = new ArrayList<>();
        Pipeline.Run run = Check.call("Pipeline.run", "two good stages").run(() -> new Pipeline(this::measure, 0.8).run(start, List.of(stage("a", given, a), stage("b", given, b))));
        Check.call("Pipeline.run").because("an accuracy of just the minimum is enough").equal(() -> texts(run), List.of("a KEPT 100 -> 50", "b KEPT 50 -> 20"));
        Check.call("Pipeline.run").equal(() -> given, List.of(start, a));
        Check.call("Pipeline.run").because("each model is measured once").equal(() -> measured, List.of(start, a, b));
        Check.call("Run.model").equal(run::model, b);
        Check.call("Run.end").equal(run::end, scores.get(b));
        Check.call("StageResult.smaller").equal(() -> run.results().get(1).smaller(), 2.5);
    }

    private static Stage stage(String name, List<Model> given, Model made) {
        return new Stage(name, model -> {
            given.add(model);
            return made;
        });
    }

    @Test
    void whatCostsTooMuchIsTakenBack() {
        Model start = model(0.9, 100);
        Model bad = model(0.5, 10);
        Model good = model(0.9, 40);
        List<Model> given = new ArrayList<>();
        Pipeline.Run run = Check.call("Pipeline.run", "a bad stage, then a good one").run(() -> new Pipeline(this::measure, 0.8).run(start, List.of(stage("bad", given, bad), stage("good", given, good))));
        Check.call("Pipeline.run").because("the good stage gets the model from before the bad one").equal(() -> texts(run), List.of("bad TOO_INACCURATE 100 -> 10", "good KEPT 100 -> 40"));
        Check.call("Pipeline.run").equal(() -> given, List.of(start, start));
        Check.call("Run.model").equal(run::model, good);
        Check.call("StageResult.smaller", "bad").because("what was taken back bought nothing").equal(() -> run.results().getFirst().smaller(), 1.0);
        Model nan = model(Double.NaN, 1);
        Check.call("Pipeline.run", "an accuracy that is no number").equal(() -> new Pipeline(this::measure, 0.1).run(start, List.of(stage("nan", given, nan))).results().getFirst().outcome(), Outcome.TOO_INACCURATE);
    }

    @Test
    void whatCanNotBeDoneIsSaid() {
        Model start = model(0.9, 100);
        Model good = model(0.9, 40);
        Stage impossible = new Stage("prune", _ -> {
            throw new IllegalArgumentException("bytes can't be pruned");
        });
        Stage unsupported = new Stage("fold", _ -> {
            throw new UnsupportedOperationException("no parts");
        });
        Pipeline.Run run = Check.call("Pipeline.run").run(() -> new Pipeline(this::measure, 0.8).run(start, List.of(impossible, new Stage("good", _ -> good), unsupported)));
        Check.call("Pipeline.run").because("the others go on").equal(() -> texts(run), List.of("prune IMPOSSIBLE 100 -> 100: bytes can't be pruned", "good KEPT 100 -> 40", "fold IMPOSSIBLE 40 -> 40: no parts"));
        Check.call("Run.end").equal(run::end, scores.get(good));
    }

    @Test
    void mistakesAreNotHidden() {
        Model start = model(0.9, 100);
        Stage broken = new Stage("broken", _ -> {
            throw new IllegalStateException("a mistake");
        });
        Check.call("Pipeline.run").refuses(IllegalStateException.class, () -> new Pipeline(this::measure, 0.8).run(start, List.of(broken)), "a mistake");
    }

    @Test
    void withoutStagesNothingHappens() {
        Model start = model(0.9, 100);
        Pipeline.Run run = new Pipeline(this::measure, 0.8).run(start, List.of());
        Check.call("Run.end", "no stages").equal(run::end, scores.get(start));
        Check.call("Pipeline.run").equal(() -> Stream.of(run.model()).toList(), List.of(start));
    }
}
