package tinytorch.board.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tinytorch.board.Outcome;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Queue;
import tinytorch.board.store.Submissions;
import tinytorch.board.web.BoardServer;
import tinytorch.board.web.WebLimits;
import tinytorch.model.Score;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;
import tools.jackson.databind.json.JsonMapper;

/** {@code show} and {@code status} on a terminal of 80 columns, from a real server. */
@Timeout(60)
class ShowTest {
    private static final String LONG = "Maximiliane-Konstantinowna.Featherstone.";
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path folder;
    private Database database;
    private BoardServer server;
    private Queue queue;
    private String token;

    @BeforeEach
    void start() {
        database = Database.open(folder.resolve("board.db").toString());
        queue = new Queue(database, CLOCK, Duration.ofSeconds(30));
        for (int i = 0; i < 13; i++) {
            String fresh = hand("learner " + i, Task.MNIST);
            score(0.9 + i / 1000.0, 1_000 + i);
            token = i == 0 ? fresh : token;
        }
        hand(LONG, Task.MNIST);
        score(0.99999, 9_999_999);
        hand("渡辺 直美", Task.TINYGPT);
        score(0.25, 999);
    }

    private String hand(String name, Task task) {
        Learners learners = new Learners(database, CLOCK);
        String fresh = learners.enrol(name, Duration.ofDays(1), true);
        new Submissions(database, CLOCK, 20).accept(learners.of(fresh), task, (name + System.nanoTime()).getBytes(StandardCharsets.UTF_8));
        return fresh;
    }

    private void score(double accuracy, long bytes) {
        Queue.Claim claim = queue.claim(EnumSet.allOf(Task.class)).orElseThrow();
        Score.Part part = new Score.Part(100_000, accuracy, claim.task().text() ? 2 : Double.NaN);
        queue.finish(claim, new Outcome.Scored(new Score(part, part, new Score.Latency(1, 99.991, 99, 100, 500), bytes, new Score.Memory(50_000_000, "VmHWM"), 1)));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        database.close();
    }

    /** Runs a command on a server that starts with what is in the database. */
    private List<String> lines(String... words) {
        server = BoardServer.start(database, CLOCK, "127.0.0.1", 0, 20, Map.of(Task.MNIST, TaskRules.of(Task.MNIST), Task.TINYGPT, TaskRules.of(Task.TINYGPT)), WebLimits.DEFAULT);
        CommandLine line = Leaderboard.line();
        StringWriter out = new StringWriter();
        line.setOut(new PrintWriter(out, true));
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--server", "http://127.0.0.1:" + server.port()));
        assertThat(line.execute(all.toArray(String[]::new))).isZero();
        return out.toString().lines().toList();
    }

    private static void fits(List<String> lines) {
        assertThat(lines).allSatisfy(line -> assertThat(Lines.width(line)).isLessThanOrEqualTo(80));
    }

    @Test
    void aTaskShowsTheFirstTenOfEachRankingAndOneself() {
        List<String> lines = lines("show", "mnist", "--token", token);
        fits(lines);
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("   1  Maximiliane-Konst").contains("…").contains("100.0 %").contains("99.99 ms").contains("10.00 MB"));
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("* 14  learner 0 "));
        assertThat(lines).noneSatisfy(line -> assertThat(line).startsWith("  13 ")).contains("      of 14; all of them: --all");
    }

    @Test
    void allMeansAll() {
        assertThat(lines("show", "mnist", "--all")).anySatisfy(line -> assertThat(line).startsWith("  13  "));
    }

    @Test
    void afterTheCloseTheDigitsThatDecideAreShown() {
        new Boards(database, CLOCK).close(Task.MNIST);
        List<String> lines = lines("show", "mnist");
        fits(lines);
        assertThat(lines.getFirst()).isEqualTo("mnist, closed: on the private part of the hidden set");
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("99.999 %"));
    }

    @Test
    void withoutATaskTheFirstOfAllTasks() {
        List<String> lines = lines("show", "--token", token);
        fits(lines);
        assertThat(lines).hasSize(10);
        assertThat(lines).contains("mnist, on the public part of the hidden set", "tinygpt, on the public part of the hidden set");
        assertThat(lines.get(1)).startsWith("  Best accuracy").contains("100.0 %").endsWith("you: 14 of 14");
        assertThat(lines.get(8)).contains("渡辺 直美").contains("999 B").endsWith("of 1");
    }

    @Test
    void allBoardsAsOneObject() {
        var boards = JsonMapper.shared().readTree(String.join("", lines("show", "--json")));
        assertThat(boards.get("mnist").get("task").stringValue()).isEqualTo("mnist");
        assertThat(boards.has("cifar10")).isFalse();
    }

    @Test
    void statusPutsAReasonBelowItsSubmission() {
        hand(LONG, Task.MNIST);
        queue.finish(queue.claim(EnumSet.allOf(Task.class)).orElseThrow(), new Outcome.Rejected("TOO_SLOW", "the 95th percentile of the time for one example is 123.456 ms; at most 100 ms are allowed. "
                + "Make the model smaller, or quantise it."));
        hand("learner 0", Task.MNIST);
        String mine = hand(LONG, Task.TINYGPT);
        List<String> lines = lines("status", "--token", mine);
        fits(lines);
        assertThat(lines).hasSize(7);
        assertThat(lines.get(2)).contains("tinygpt").contains("queued after 1");
        assertThat(lines.get(3)).contains("mnist").contains("rejected");
        assertThat(lines.get(4)).startsWith("  TOO_SLOW: the 95th percentile");
        assertThat(lines.get(6)).contains("scored").contains("100.0 %").contains("10.00 MB");
    }

    @Test
    void namesAreCutByColumnsNotByCharacters() {
        assertThat(Lines.width("渡辺 a")).isEqualTo(6);
        assertThat(Lines.cut("渡辺直美", 5)).isEqualTo("渡辺…");
        assertThat(Lines.cut("ada", 3)).isEqualTo("ada");
    }
}
