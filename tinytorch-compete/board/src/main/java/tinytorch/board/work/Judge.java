package tinytorch.board.work;

import java.util.EnumSet;
import java.util.Set;
import tinytorch.board.Outcome;
import tinytorch.model.Task;

/** What evaluates a submission: the evaluator's process, or in tests a stand-in. */
@FunctionalInterface
public interface Judge {

    /** Measures an artifact. Interrupted, it stops what it began. */
    Outcome judge(Task task, byte[] artifact) throws InterruptedException;

    /** What it can judge; the rest is left to others. */
    default Set<Task> tasks() {
        return EnumSet.allOf(Task.class);
    }
}
