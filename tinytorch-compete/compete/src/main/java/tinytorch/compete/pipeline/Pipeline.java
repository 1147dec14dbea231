package tinytorch.compete.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import tinytorch.compete.pipeline.StageResult.Outcome;

/**
 * Optimisations one after the other, each measured on what the ones before it have left: what a stage buys depends on what there is still to buy.
 *
 * @param meter   how a model is measured
 * @param minimum the accuracy that must not be fallen below
 */
public record Pipeline(Function<Model, Score> meter, double minimum) {

    /**
     * What came out.
     *
     * @param model   with all stages that were kept
     * @param start   the score of the model that was given
     * @param results of every stage, in order
     */
    public record Run(Model model, Score start, List<StageResult> results) {

        /** The score of the model that came out. */
        public Score end() {
            return results.stream().filter(StageResult::kept).map(StageResult::after).reduce(start, (_, later) -> later);
        }
    }

    /**
     * Runs the stages in this order. The model given is measured first; then for each stage:
     *
     * <ol>
     * <li>It is applied to the model so far. If it refuses, with an {@link IllegalArgumentException} or an {@link UnsupportedOperationException}, the outcome is IMPOSSIBLE with the message as the reason; the score
     * after is that of before.
     * <li>What it made is measured. If its accuracy is below the {@link #minimum}, or not a number, the outcome is TOO_INACCURATE: the next stage gets the model from before it.
     * <li>Else it is KEPT: the next stage gets what this one made, and its score is the next one's score of before.
     * </ol>
     *
     * <p>Each model is measured once. Other exceptions are mistakes and are not caught.
     */
    public Run run(Model model, List<Stage> stages) {
        Score start = meter.apply(model);
        List<StageResult> results = new ArrayList<>();
        Model current = model;
        // tito:begin compete.pipeline
        Score before = start;
        for (Stage stage : stages) {
            Model changed;
            try {
                changed = stage.change().apply(current);
            } catch (IllegalArgumentException | UnsupportedOperationException e) {
                results.add(new StageResult(stage.name(), Outcome.IMPOSSIBLE, before, before, String.valueOf(e.getMessage())));
                continue;
            }
            Score after = meter.apply(changed);
            boolean good = after.accuracy() >= minimum;
            results.add(new StageResult(stage.name(), good ? Outcome.KEPT : Outcome.TOO_INACCURATE, before, after, ""));
            if (good) {
                current = changed;
                before = after;
            }
        }
        return new Run(current, start, List.copyOf(results));
        // tito:end
    }
}
