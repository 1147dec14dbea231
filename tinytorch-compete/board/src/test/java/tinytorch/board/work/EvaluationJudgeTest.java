package tinytorch.board.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.board.Made;
import tinytorch.board.Outcome;
import tinytorch.model.Encoding;
import tinytorch.model.Evaluation;
import tinytorch.model.Protocol;
import tinytorch.model.Score;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;

/** The real evaluator in its process, on all tasks. Only its clock is not waited for: scores by the competition's protocol are those of {@code board/scores}. */
class EvaluationJudgeTest {
    private static final double ANY_TIME = 1e9;

    @TempDir
    private Path folder;
    private EvaluationJudge judge;

    @BeforeEach
    void start() throws IOException {
        Made.hiddenSets(folder, Task.values());
        Map<Task, EvaluationJudge.Contest> contests = new EnumMap<>(Task.class);
        for (Task task : Task.values()) {
            Evaluation evaluation = new Evaluation(new TaskRules(task, TaskRules.MOST_BYTES, ANY_TIME, 0), Duration.ofMinutes(5), 256 << 20, Protocol.QUICK);
            contests.put(task, new EvaluationJudge.Contest(evaluation, folder.resolve(task.id() + ".safetensors")));
        }
        judge = new EvaluationJudge(contests);
    }

    private Score score(Task task, Encoding encoding) throws InterruptedException {
        Outcome outcome = judge.judge(task, Made.model(task, encoding, 7));
        assertThat(outcome).isInstanceOf(Outcome.Scored.class);
        return ((Outcome.Scored) outcome).score();
    }

    @Test
    void everyTaskIsScoredAndTheSameTwice() throws InterruptedException {
        for (Task task : Task.values()) {
            Score once = score(task, task == Task.CIFAR10 ? Encoding.INT8 : Encoding.F16);
            Score again = score(task, task == Task.CIFAR10 ? Encoding.INT8 : Encoding.F16);
            assertThat(again.publicPart()).as(task.id()).isEqualTo(once.publicPart());
            assertThat(again.privatePart()).as(task.id()).isEqualTo(once.privatePart());
            assertThat(again.bytes()).isEqualTo(once.bytes()).isPositive();
            assertThat(once.publicPart().accuracy()).isBetween(0.0, 0.5); // it knows nothing
            assertThat(once.publicPart().bitsPerCharacter()).matches(bits -> task.text() ? bits > 4 : Double.isNaN(bits));
            assertThat(once.latency().p95()).isGreaterThanOrEqualTo(once.latency().p50());
            assertThat(once.latency().lowerQuartile()).isBetween(0.0, once.latency().upperQuartile());
        }
    }

    @Test
    void whoseFaultItIsIsToldApart() throws Exception {
        assertThat(judge.judge(Task.CIFAR10, Made.model(Task.MNIST, Encoding.F16, 7))).isInstanceOfSatisfying(Outcome.Rejected.class, e -> assertThat(e.reason()).isEqualTo("WRONG_TASK"));
        assertThat(judge.judge(Task.MNIST, new byte[] {1, 2, 3})).isInstanceOfSatisfying(Outcome.Rejected.class, e -> assertThat(e.reason()).isEqualTo("NOT_A_ZIP"));
        Files.writeString(folder.resolve("mnist.safetensors"), "damaged");
        assertThatThrownBy(() -> judge.judge(Task.MNIST, Made.model(Task.MNIST, Encoding.F16, 7))).isInstanceOf(RuntimeException.class);
        assertThat(judge.judge(Task.MNIST, new byte[] {1, 2, 3})).isInstanceOf(Outcome.Rejected.class); // it never comes to the hidden set
    }
}
