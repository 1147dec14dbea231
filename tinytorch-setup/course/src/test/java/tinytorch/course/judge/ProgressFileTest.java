package tinytorch.course.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.course.CourseModule;
import tinytorch.course.Task;

class ProgressFileTest {

    @TempDir
    Path workspace;
    private ProgressFile progress;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        progress = ProgressFile.of(workspace);
        file = workspace.resolve(".tinytorch/progress.json");
        Files.createDirectories(file.getParent());
    }

    private static Task task(int number) {
        return new Task("alpha.t" + number, "a task", 1, false, List.of(), List.of("a", "b", "c"));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Progress written = progress.update(known -> known.hinted(task(1), 2).milestone("inference", true, Map.of("xor_correct", 4.0)));
        assertThat(ProgressFile.of(workspace).read()).isEqualTo(written);
        assertThat(written.task(task(1)).hints()).isEqualTo(2);
        assertThat(written.milestones().get("inference").metrics()).containsEntry("xor_correct", 4.0);
    }

    @Test
    void theFirstAnswerToAQuestionStaysAndAnOlderFileHasNone() throws IOException {
        CourseModule module = new CourseModule("01", "alpha", "Alpha", "One", "alpha", "alpha", "It.", Optional.empty(), List.of(task(1)));
        progress.update(known -> known.answered(module, 3, QuizAnswer.WRONG));
        progress.update(known -> known.answered(module, 3, QuizAnswer.RIGHT));
        assertThat(ProgressFile.of(workspace).read().quiz(module, 3)).contains(QuizAnswer.WRONG);
        Files.writeString(file, "{\"schema\": 1, \"tasks\": {}, \"milestones\": {}}");
        assertThat(progress.read().quiz(module, 3)).isEmpty();
    }

    @Test
    void achievedMilestoneStaysAchieved() {
        progress.update(known -> known.milestone("inference", true, Map.of("mnist_accuracy", 0.98)));
        Progress after = progress.update(known -> known.milestone("inference", false, Map.of("mnist_accuracy", 0.1)));
        assertThat(after.milestones().get("inference").metrics()).containsEntry("mnist_accuracy", 0.98);
    }

    @Test
    void damagedFileIsToldAndKeptAside() throws IOException {
        for (String text : List.of("", "{\"schema\":1,\"tasks\":{\"alph", "[]", "{\"schema\":1}", "{\"schema\":1,\"tasks\":{},\"milestones\":{},\"extra\":1}")) {
            Files.writeString(file, text);
            assertThatThrownBy(progress::read).as(text).isInstanceOf(ProgressException.class).hasMessageContaining("damaged").hasMessageContaining("tito test");
        }
        assertThat(file).doesNotExist();
        assertThat(file.resolveSibling("progress-damaged-2.json")).hasContent("{\"schema\":1,\"tasks\":{\"alph");
        assertThat(progress.read()).isEqualTo(Progress.NONE);
    }

    @Test
    void fileOfANewerVersionIsLeftAlone() throws IOException {
        String newer = "{\"schema\":3,\"seasons\":[]}";
        Files.writeString(file, newer);
        assertThatThrownBy(() -> progress.update(known -> known.hinted(task(1), 1))).isInstanceOf(ProgressException.class).hasMessageContaining("newer version");
        assertThat(file).hasContent(newer);
    }

    @Test
    void halfWrittenFileOfAKilledProgramIsNoProgress() throws IOException {
        progress.update(known -> known.hinted(task(1), 1));
        Files.writeString(file.resolveSibling("progress.json.new"), "{\"sche");
        assertThat(progress.update(known -> known.hinted(task(2), 1)).tasks()).containsOnlyKeys("alpha.t1", "alpha.t2");
    }

    @Test
    void manyAtOnceLoseNothing() {
        IntStream.range(0, 40).parallel().forEach(i -> ProgressFile.of(workspace).update(known -> known.hinted(task(i), 1)));
        assertThat(progress.read().tasks()).hasSize(40);
    }
}
