package tinytorch.compete.pipeline;

/**
 * What became of one stage.
 *
 * @param stage   its name
 * @param outcome whether the model went on with it
 * @param before  the score of the model that it got
 * @param after   the score of what it made; that of before where it could not be done
 * @param reason  why it could not be done; empty otherwise
 */
public record StageResult(String stage, Outcome outcome, Score before, Score after, String reason) {

    /** Whether a model goes on with what a stage made of it. */
    public enum Outcome {
        /** It does. */
        KEPT,
        /** It would fall below the accuracy that is wanted. */
        TOO_INACCURATE,
        /** The stage can't be applied to this model. */
        IMPOSSIBLE
    }

    /** Whether the model went on with it. */
    public boolean kept() {
        return outcome == Outcome.KEPT;
    }

    /** How many times as small the file became; 1 where nothing was kept. */
    public double smaller() {
        return kept() ? (double) before.bytes() / after.bytes() : 1;
    }

    /** How many times as fast 95 % of the calls became; 1 where nothing was kept. */
    public double faster() {
        return kept() ? before.p95() / after.p95() : 1;
    }

    /** What the accuracy gained, negative where it lost; 0 where nothing was kept. */
    public double gained() {
        return kept() ? after.accuracy() - before.accuracy() : 0;
    }
}
