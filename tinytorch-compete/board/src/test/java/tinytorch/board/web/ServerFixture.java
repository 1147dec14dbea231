package tinytorch.board.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.board.Outcome;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Queue;
import tinytorch.model.Score;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on a new database, and how a test talks to it, over real connections. */
@Timeout(60)
abstract class ServerFixture {
    private static final Set<Task> ALL = EnumSet.allOf(Task.class);
    /** Small, but for the time: on a busy machine everything may take long. */
    private static final WebLimits LIMITS = new WebLimits(1000, 2048, Duration.ofSeconds(20), 2000, 2, 3, 50);
    static final Score SCORE = new Score(new Score.Part(10_000, 0.81234, Double.NaN), new Score.Part(2000, 0.79876, Double.NaN),
            new Score.Latency(1.5, 2.5, 2.4, 2.75, 500), 100_000, new Score.Memory(50_000_000, "VmHWM"), 12.5);

    @TempDir
    Path folder;
    final AtomicLong later = new AtomicLong();
    final InstantSource clock = () -> Instant.now().plusMillis(later.get());
    final HttpClient http = HttpClient.newHttpClient();
    Database database;
    Queue queue;
    BoardServer server;
    String ada;
    String ben;

    WebLimits limits() {
        return LIMITS;
    }

    @BeforeEach
    void start() {
        database = Database.open(folder.resolve("board.db").toString());
        queue = new Queue(database, clock, Duration.ofSeconds(30));
        Learners learners = new Learners(database, clock);
        ada = learners.enrol("ada", Duration.ofDays(1), false);
        ben = learners.enrol("ben", Duration.ofDays(1), false);
        server = BoardServer.start(database, clock, "127.0.0.1", 0, 2, rules(), limits());
    }

    static Map<Task, TaskRules> rules() {
        return Map.of(Task.MNIST, TaskRules.of(Task.MNIST), Task.TINYGPT, TaskRules.of(Task.TINYGPT));
    }

    @AfterEach
    void stop() {
        http.shutdownNow(); // watchers are still open
        server.close();
        database.close();
    }

    HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).timeout(Duration.ofSeconds(20));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String token) throws Exception {
        return send(request(path, token));
    }

    HttpResponse<String> head(String path, String token) throws Exception {
        return send(request(path, token).HEAD());
    }

    HttpResponse<String> submit(String token, String content) throws Exception {
        return send(request("/api/tasks/mnist/submissions", token).POST(HttpRequest.BodyPublishers.ofString(content)));
    }

    static JsonNode json(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return JsonMapper.shared().readTree(response.body());
    }

    static void refused(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).get("error").stringValue()).isEqualTo(error);
        assertThat(json(response).get("message").stringValue()).isNotBlank().doesNotContain("Exception");
    }

    void score(Score score) {
        assertThat(queue.finish(queue.claim(ALL).orElseThrow(), new Outcome.Scored(score))).isTrue();
    }

    JsonNode boardWith(int entries) throws Exception {
        for (int i = 0; i < 200; i++) {
            JsonNode board = json(get("/api/board/mnist", null));
            if (board.get("entries").size() == entries) {
                return board;
            }
            Thread.sleep(25);
        }
        throw new AssertionError("the board never had " + entries + " entries");
    }

    /** Sends raw bytes and gives everything that comes back until the server closes. */
    String talk(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
