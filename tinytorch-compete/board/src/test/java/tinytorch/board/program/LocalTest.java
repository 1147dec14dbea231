package tinytorch.board.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.board.BoardException;
import tinytorch.board.Made;
import tinytorch.board.Outcome;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Queue;
import tinytorch.board.store.Submissions;
import tinytorch.board.work.Judge;
import tinytorch.board.work.Worker;
import tinytorch.model.Encoding;
import tinytorch.model.Score;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class LocalTest {
    @TempDir
    private Path folder;
    private final AtomicInteger judged = new AtomicInteger();
    private long most = Long.MAX_VALUE;

    /** Scores by size; larger ones than {@link #most} are refused. */
    private Outcome judge(Task task, byte[] zip) {
        judged.incrementAndGet();
        Score.Part part = new Score.Part(1000, 0.9, Double.NaN);
        return zip.length > most ? new Outcome.Rejected("TOO_LARGE", "it is large")
                : new Outcome.Scored(new Score(part, part, new Score.Latency(1, 1, 1, 1, 500), zip.length, new Score.Memory(1, "VmHWM"), 1));
    }

    private void entry(String learner, String file, Encoding encoding) throws Exception {
        Path path = folder.resolve("entries").resolve(learner).resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, Made.model(Task.MNIST, encoding, 1));
    }

    private JsonNode hold(StringWriter text) throws IOException, InterruptedException {
        try (Database database = Database.open(folder.resolve("board.db").toString()); Stop stop = new Stop()) {
            Submissions submissions = new Submissions(database, Competition.CLOCK, Integer.MAX_VALUE);
            LocalContest contest = LocalContest.of(LocalEntry.in(folder.resolve("entries")), new Learners(database, Competition.CLOCK), submissions);
            Judge judge = this::judge;
            try (Worker _ = new Worker("evaluator", new Queue(database, Competition.CLOCK, Competition.LEASE), judge, _ -> { })) {
                assertThat(contest.follow(new PrintWriter(text), stop)).isTrue();
            }
            return contest.standings(new Boards(database, Competition.CLOCK), Map.of(Task.MNIST, TaskRules.of(Task.MNIST)));
        }
    }

    @Test
    void ranksAllEntriesAndEvaluatesNoneTwice() throws Exception {
        entry("ada", "half.zip", Encoding.F16);
        entry("ada", "bytes.zip", Encoding.INT8);
        entry("ben", "model.zip", Encoding.INT4);
        Files.writeString(folder.resolve("entries/ben/notes.txt"), "not an entry");
        StringWriter text = new StringWriter();
        JsonNode standings = hold(text);
        assertThat(judged).hasValue(3);
        assertThat(text.toString()).contains("mnist    ada           bytes ", "3 of 3").containsPattern("1 of 3, about \\d+ s left");
        JsonNode board = standings.get("boards").get("mnist");
        JsonNode smallest = board.get("categories").get(2);
        assertThat(List.of(smallest.get("id").stringValue(), board.get("entries").get(smallest.get("ranking").get(0).intValue()).get("learner").stringValue())).containsExactly("smallest", "ben");
        assertThat(standings.get("submissions").size()).isEqualTo(3);
        assertThat(standings.get("submissions").get(0).get("file").stringValue()).isEqualTo("bytes.zip");

        entry("cleo", "model.zip", Encoding.SPARSE);
        StringWriter again = new StringWriter();
        hold(again);
        assertThat(judged).as("what was evaluated before is not again").hasValue(4);
        assertThat(again.toString()).contains("as before", "1 of 1");
    }

    @Test
    void tellsWhatIsRefused() throws Exception {
        entry("ada", "floats.zip", Encoding.F32);
        most = 100;
        StringWriter text = new StringWriter();
        assertThat(hold(text).get("submissions").get(0).get("reason").stringValue()).isEqualTo("TOO_LARGE");
        assertThat(text.toString()).contains("TOO_LARGE: it is large");
    }

    @Test
    void namesAFolderWithoutEntriesAndAFileThatIsNone() throws IOException {
        assertThatThrownBy(() -> LocalEntry.in(folder)).isInstanceOf(BoardException.class).hasMessageContaining("no NAME/FILE.zip").hasMessageContaining("--pack");
        Path bad = Files.createDirectories(folder.resolve("eve")).resolve("model.zip");
        Files.writeString(bad, "no zip");
        assertThatThrownBy(() -> LocalEntry.in(folder)).isInstanceOf(BoardException.class).hasMessageContaining(bad.toString()).hasMessageContaining("NOT_A_ZIP");
    }
}
