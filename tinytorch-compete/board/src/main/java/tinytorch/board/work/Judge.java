package tinytorch.board.work;

import tinytorch.board.Outcome;
import tinytorch.model.Task;

/** What evaluates a submission: the evaluator's process, or in tests a stand-in. */
@FunctionalInterface
public interface Judge {

    /** Measures an artifact. Interrupted, it stops what it began. */
    Outcome judge(Task task, byte[] artifact) throws InterruptedException;
}
