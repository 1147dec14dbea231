package tinytorch.board;

import tinytorch.model.Score;

/** How an evaluation ended. */
public sealed interface Outcome {

    /** Measured within the rules. */
    record Scored(Score score) implements Outcome {
    }

    /** Not within the rules, whose fault is the submission's. {@code reason}: a word for programs. */
    record Rejected(String reason, String message) implements Outcome {
    }

    /** The evaluator itself broke: to be tried again. */
    record Broken(String message) implements Outcome {
    }
}
