package tinytorch.board.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.board.Entry;
import tinytorch.board.Made;
import tinytorch.board.State;
import tinytorch.board.Submission;
import tinytorch.board.program.Leaderboard;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Submissions;
import tinytorch.model.Encoding;
import tinytorch.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way a large class is served: {@code tito leaderboard serve --evaluators 0} and several evaluators, each a process, on one PostgreSQL. With {@code -Dtinytorch.submissions=500} as many as the final
 * check wants.
 */
@Timeout(600)
class ProcessesTest {
    private static final int SUBMISSIONS = Integer.getInteger("tinytorch.submissions", 40);
    private static final Pattern SCORED = Pattern.compile("mnist submission ([0-9a-f]{24}), attempt ([0-9]+): scored.*");

    @TempDir
    private Path folder;
    private final List<Jvm> started = new ArrayList<>();
    private EmbeddedPostgres postgres;
    private String url;
    private String token;

    @BeforeEach
    void startDatabase() throws IOException {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        url = postgres.getJdbcUrl("postgres", "postgres");
        try (Database database = Database.open(url)) {
            token = new Learners(database, InstantSource.system()).enrol("ada", Duration.ofDays(1), false);
        }
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        for (Jvm jvm : started) {
            jvm.kill();
        }
        postgres.close();
    }

    private Jvm program(String... words) throws IOException {
        started.add(Jvm.start(Jvm.SHORT, Leaderboard.class.getName(), words));
        return started.getLast();
    }

    private Jvm standIn(String pace) throws IOException {
        started.add(Jvm.start(Jvm.SHORT, StandIn.class.getName(), url, pace));
        return started.getLast();
    }

    @Test
    void anEvaluatorIsKilledAndNothingIsLostOrCountedTwice() throws Exception {
        String hidden = Made.hiddenSets(folder.resolve("hidden"), Task.MNIST).toString();
        Jvm server = program("serve", "--db", url, "--hidden", hidden, "--port", "0", "--evaluators", "0", "--quota", "100000", "--json");
        String address = JsonMapper.shared().readTree(server.await("\"board\"")).get("board").stringValue();
        try (Client client = new Client(address, token); Database database = Database.open(url)) {
            Map<String, Integer> accepted = new HashMap<>(); // with the bytes of each, which is what its score says
            submit(client, accepted, SUBMISSIONS / 2);
            Jvm doomed = standIn(StandIn.HOLD);
            doomed.await("holds");
            Jvm survivor = standIn("30");
            survivor.await("scored");
            doomed.kill();
            submit(client, accepted, SUBMISSIONS);

            List<Submission> all = awaitAll(database);
            assertThat(all).hasSize(SUBMISSIONS).allMatch(submission -> submission.state() == State.SCORED);
            assertThat(all).filteredOn(submission -> submission.attempts() > 1).isNotEmpty();
            assertThat(scores(database)).isEqualTo(accepted);
            List<String> written = new ArrayList<>(said(doomed));
            written.addAll(said(survivor));
            assertThat(said(doomed)).isNotEmpty();
            assertThat(written).doesNotHaveDuplicates();
            assertThat(accepted.keySet()).containsAll(written); // the doomed may have died after writing and before it could say so

            survivor.kill();
            aRealEvaluatorTakesOver(client, hidden);
            assertThat(server.process().isAlive()).isTrue();
        }
    }

    private void aRealEvaluatorTakesOver(Client client, String hidden) throws Exception {
        Jvm evaluator = program("evaluate", "--db", url, "--hidden", hidden, "--minimum", "mnist=0");
        HttpResponse<String> sent = client.submit(Task.MNIST, Made.model(Task.MNIST, Encoding.INT8, 1));
        JsonNode scored = client.finished(Client.json(sent).get("id").stringValue());
        assertThat(scored.get("state").stringValue()).as(evaluator.lines().toString()).isEqualTo("scored");
        assertThat(scored.get("score").get("p95").doubleValue()).isBetween(scored.get("score").get("p50").doubleValue(), 100.0);
        evaluator.process().destroy(); // as Ctrl-C does
        assertThat(evaluator.process().waitFor()).isIn(143, 1); // in order, and by the signal: 128 + 15; Windows knows no signals
    }

    private static void submit(Client client, Map<String, Integer> accepted, int until) throws IOException, InterruptedException {
        while (accepted.size() < until) {
            byte[] artifact = ("model " + accepted.size() + " " + "x".repeat(1000 + accepted.size())).getBytes(StandardCharsets.UTF_8);
            HttpResponse<String> response = client.submit(Task.MNIST, artifact);
            assertThat(response.statusCode()).isEqualTo(201);
            accepted.put(Client.json(response).get("id").stringValue(), artifact.length);
        }
    }

    private List<Submission> awaitAll(Database database) throws InterruptedException {
        Submissions submissions = new Submissions(database, InstantSource.system(), 1);
        Learners.Learner ada = new Learners(database, InstantSource.system()).of(token);
        while (!submissions.of(ada).stream().allMatch(submission -> submission.state().terminal())) {
            Thread.sleep(100);
        }
        return submissions.of(ada);
    }

    private static Map<String, Integer> scores(Database database) {
        Map<String, Integer> scores = new HashMap<>();
        for (Entry entry : new Boards(database, InstantSource.system()).of(Task.MNIST).entries()) {
            assertThat(scores.put(entry.id(), (int) entry.score().bytes())).isNull();
        }
        return scores;
    }

    /** What an evaluator wrote, by its own account. */
    private static List<String> said(Jvm evaluator) {
        return evaluator.lines().stream().map(SCORED::matcher).filter(Matcher::matches).map(line -> line.group(1)).toList();
    }
}
