package tinytorch.board.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import tinytorch.board.Outcome;
import tinytorch.model.Evaluation;
import tinytorch.model.Rejected;
import tinytorch.model.Task;

/** Has a submission evaluated in a process of its own, on the hidden set of its task. */
public final class EvaluationJudge implements Judge {
    private final Map<Task, Contest> contests;

    /** What a task is evaluated with. */
    public record Contest(Evaluation evaluation, Path hiddenSet) {
    }

    public EvaluationJudge(Map<Task, Contest> contests) {
        this.contests = contests;
    }

    /** Those whose hidden sets it has. */
    @Override
    public Set<Task> tasks() {
        return contests.keySet();
    }

    @Override
    public Outcome judge(Task task, byte[] artifact) throws InterruptedException {
        Contest contest = contests.get(task);
        if (contest == null) {
            throw new IllegalStateException("this evaluator has no hidden set for " + task.id());
        }
        try {
            Path file = Files.createTempFile("tinytorch-submission", ".zip");
            try {
                Files.write(file, artifact);
                return new Outcome.Scored(contest.evaluation().run(file, contest.hiddenSet()));
            } finally {
                Files.delete(file);
            }
        } catch (Rejected e) {
            return new Outcome.Rejected(e.reason().name(), e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("the evaluation could not be done", e);
        }
    }
}
