package tinytorch.board.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tinytorch.board.Outcome;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Queue;
import tinytorch.board.store.Submissions;
import tinytorch.model.Score;
import tinytorch.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs programs as their user does, and keeps what they print. */
abstract class ProgramFixture {
    private static final Set<Task> ALL = EnumSet.allOf(Task.class);

    @TempDir
    Path folder;
    String out;
    String err;

    void run(Exit wanted, Object... words) {
        StringWriter printed = new StringWriter();
        StringWriter complained = new StringWriter();
        CommandLine line = Leaderboard.line().setOut(new PrintWriter(printed)).setErr(new PrintWriter(complained));
        int code = line.execute(List.of(words).stream().map(Object::toString).toArray(String[]::new));
        out = printed.toString();
        err = complained.toString();
        assertThat(code).as(err).isEqualTo(wanted.code());
        assertThat(err).doesNotContain("\tat ").doesNotContain("Exception"); // what went wrong is told in words
    }

    Path db() {
        return folder.resolve("new").resolve("board.db");
    }

    /** Two learners on the board: the second is better on the private part. */
    void compete() {
        try (Database database = Database.open(db().toString())) {
            Learners learners = new Learners(database, Competition.CLOCK);
            Queue queue = new Queue(database, Competition.CLOCK, Duration.ofSeconds(30));
            int number = 0;
            for (String name : List.of("Zoë Müller", "ben")) {
                new Submissions(database, Competition.CLOCK, 9).accept(learners.of(learners.enrol(name, Duration.ofDays(1), false)), Task.MNIST, name.getBytes(StandardCharsets.UTF_8));
                Score score = new Score(new Score.Part(10_000, 0.95 - 0.01234 * number, Double.NaN), new Score.Part(10_000, 0.91 + 0.01234 * number, Double.NaN),
                        new Score.Latency(0.5, 0.75, 0.7, 0.8, 500), 100_000, new Score.Memory(70_000_000, "VmHWM"), 9);
                assertThat(queue.finish(queue.claim(ALL).orElseThrow(), new Outcome.Scored(score))).isTrue();
                number++;
            }
        }
    }

    JsonNode json() {
        assertThat(out).isASCII();
        return JsonMapper.shared().readTree(out);
    }
}
