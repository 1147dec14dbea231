package tinytorch.board.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.board.Outcome;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Queue;
import tinytorch.model.Score;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server as a client meets it, over real connections. */
@Timeout(60)
class ServerTest {
    private static final WebLimits LIMITS = new WebLimits(1000, 2048, Duration.ofMillis(700), 2000, 2, 3, 50);
    private static final Score SCORE = new Score(new Score.Part(1000, 0.81234, Double.NaN), new Score.Part(2000, 0.79876, Double.NaN),
            new Score.Latency(1.5, 2.5, 2.4, 2.75, 500), 100_000, new Score.Memory(50_000_000, "VmHWM"), 12.5);

    @TempDir
    private Path folder;
    private final AtomicLong later = new AtomicLong();
    private final InstantSource clock = () -> Instant.now().plusMillis(later.get());
    private final HttpClient http = HttpClient.newHttpClient();
    private Database database;
    private Queue queue;
    private BoardServer server;
    private String ada;
    private String ben;

    @BeforeEach
    void start() {
        database = Database.open(folder.resolve("board.db").toString());
        queue = new Queue(database, clock, Duration.ofSeconds(30));
        Learners learners = new Learners(database, clock);
        ada = learners.enrol("ada", Duration.ofDays(1), false);
        ben = learners.enrol("ben", Duration.ofDays(1), false);
        server = BoardServer.start(database, clock, "127.0.0.1", 0, 2, rules(), LIMITS);
    }

    private static Map<Task, TaskRules> rules() {
        return Map.of(Task.MNIST, TaskRules.of(Task.MNIST), Task.TINYGPT, TaskRules.of(Task.TINYGPT));
    }

    @AfterEach
    void stop() {
        http.shutdownNow(); // watchers are still open
        server.close();
        database.close();
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).timeout(Duration.ofSeconds(20));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return http.send(request(path, token).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> submit(String token, String content) throws Exception {
        return http.send(request("/api/tasks/mnist/submissions", token).POST(HttpRequest.BodyPublishers.ofString(content)).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return JsonMapper.shared().readTree(response.body());
    }

    private static void refused(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).get("error").stringValue()).isEqualTo(error);
        assertThat(json(response).get("message").stringValue()).isNotBlank().doesNotContain("Exception");
    }

    private void score(Score score) {
        assertThat(queue.finish(queue.claim().orElseThrow(), new Outcome.Scored(score))).isTrue();
    }

    private JsonNode boardWith(int entries) throws Exception {
        for (int i = 0; i < 200; i++) {
            JsonNode board = json(get("/api/board/mnist", null));
            if (board.get("entries").size() == entries) {
                return board;
            }
            Thread.sleep(25);
        }
        throw new AssertionError("the board never had " + entries + " entries");
    }

    @Test
    void aSubmissionIsAcceptedScoredAndRanked() throws Exception {
        HttpResponse<String> sent = submit(ada, "model");
        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(json(sent).get("state").stringValue()).isEqualTo("queued");
        assertThat(json(sent).get("left").intValue()).isEqualTo(1);
        assertThat(json(get("/api/submissions", ada)).get("submissions").get(0).get("ahead").intValue()).isZero();
        score(SCORE);
        JsonNode mine = json(get("/api/submissions/" + json(sent).get("id").stringValue(), ada));
        assertThat(mine.get("state").stringValue()).isEqualTo("scored");
        assertThat(mine.has("ahead")).isFalse();
        JsonNode board = boardWith(1);
        assertThat(board.get("entries").get(0).get("learner").stringValue()).isEqualTo("ada");
        assertThat(board.get("categories").size()).isEqualTo(4);
        assertThat(board.get("categories").get(0).get("ranking").get(0).intValue()).isZero();
        assertThat(board.get("pareto").size()).isEqualTo(1);
        JsonNode record = board.get("categories").get(0).get("records").get(0);
        assertThat(record.get("learner").stringValue()).isEqualTo("ada");
        assertThat(record.get("value").doubleValue()).isEqualTo(0.812);
    }

    @Test
    void onlyRoundedPublicFiguresLeaveTheServerUntilTheClose() throws Exception {
        submit(ada, "model");
        score(SCORE);
        String board = JsonMapper.shared().writeValueAsString(boardWith(1));
        String mine = get("/api/submissions", ada).body();
        assertThat(board + mine).contains("0.812").doesNotContain("0.8123").doesNotContain("0.79");
        new Boards(database, clock).close(Task.MNIST);
        for (int i = 0; i < 200 && !get("/api/board/mnist", null).body().contains("\"closed\":true"); i++) {
            Thread.sleep(25);
        }
        assertThat(get("/api/board/mnist", null).body()).contains("0.79876").doesNotContain("0.812");
        assertThat(get("/api/submissions", ada).body()).contains("0.79876");
        refused(submit(ada, "late"), 409, "CLOSED");
    }

    @Test
    void theSameBytesAgainAreTheSameSubmission() throws Exception {
        JsonNode first = json(submit(ada, "model"));
        HttpResponse<String> again = submit(ada, "model");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).get("id")).isEqualTo(first.get("id"));
        assertThat(json(again).get("fresh").booleanValue()).isFalse();
        assertThat(json(again).get("left").intValue()).isEqualTo(1);
        submit(ada, "second");
        refused(submit(ada, "third"), 429, "QUOTA");
    }

    @Test
    void withoutAValidTokenNothingIsTold() throws Exception {
        refused(get("/api/submissions", null), 401, "NO_TOKEN");
        refused(submit(null, "model"), 401, "NO_TOKEN");
        refused(get("/api/submissions", "tt_wrong"), 401, "WRONG_TOKEN");
        refused(submit("tt_wrong", "model"), 401, "WRONG_TOKEN");
        later.set(Duration.ofDays(2).toMillis());
        refused(get("/api/submissions", ada), 401, "EXPIRED_TOKEN");
    }

    @Test
    void nobodySeesAnothers() throws Exception {
        String id = json(submit(ada, "model")).get("id").stringValue();
        HttpResponse<String> others = get("/api/submissions/" + id, ben);
        refused(others, 404, "NOT_FOUND");
        assertThat(others.body()).isEqualTo(get("/api/submissions/000000000000000000000000", ben).body());
        assertThat(json(get("/api/submissions", ben)).get("submissions").size()).isZero();
        score(SCORE);
        assertThat(JsonMapper.shared().writeValueAsString(boardWith(1))).doesNotContain(id);
    }

    @Test
    void whatIsNotThereIsToldAsJson() throws Exception {
        refused(get("/api/board/chess", null), 404, "UNKNOWN_TASK");
        refused(get("/no/such/thing", null), 404, "NOT_FOUND");
        refused(http.send(request("/api/board/mnist", null).DELETE().build(), BodyHandlers.ofString()), 405, "METHOD_NOT_ALLOWED");
        refused(submit(ada, ""), 400, "EMPTY");
    }

    @Test
    void largeBodiesAreRefusedAnnouncedOrNot() throws Exception {
        refused(submit(ada, "x".repeat(1001)), 413, "TOO_LARGE");
        String chunked = talk("POST /api/tasks/mnist/submissions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ada
                + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + ("200\r\n" + "x".repeat(512) + "\r\n").repeat(4) + "0\r\n\r\n");
        assertThat(chunked).startsWith("HTTP/1.1 413").contains("TOO_LARGE");
        assertThat(submit(ada, "x".repeat(1000)).statusCode()).isEqualTo(201);
    }

    @Test
    void largeHeadersAndBrokenRequestsAreRefused() throws Exception {
        assertThat(talk("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(5000) + "\r\n\r\n")).startsWith("HTTP/1.1 431").contains("HEADERS_TOO_LARGE");
        assertThat(talk("not http at all\r\n\r\n")).startsWith("HTTP/1.1 400").contains("BAD_REQUEST").doesNotContain("Jetty");
    }

    @Test
    void anUploadThatStopsIsCutOffAndLeavesNothing() throws Exception {
        String head = "POST /api/tasks/mnist/submissions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ada + "\r\nContent-Length: 900\r\n\r\n";
        long began = System.nanoTime();
        talk(head + "x".repeat(100)); // returns when the server has closed
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(json(get("/api/submissions", ada)).get("submissions").size()).isZero();
        assertThat(submit(ada, "model").statusCode()).isEqualTo(201);
    }

    @Test
    void headersThatTrickleAreCutOff() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(50);
            OutputStream out = socket.getOutputStream();
            boolean closed = false;
            for (int i = 0; i < 200 && !closed; i++) { // never idle: one byte each 50 ms
                closed = !alive(socket.getInputStream(), out);
            }
            assertThat(closed).isTrue();
        }
    }

    private static boolean alive(InputStream in, OutputStream out) {
        try {
            out.write('G');
            return in.read() >= 0;
        } catch (SocketTimeoutException e) {
            return true; // nothing said, nothing closed
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void watchersHearOfChangesAndTooManyAreRefused() throws Exception {
        HttpResponse<InputStream> stream = watch();
        assertThat(stream.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        assertThat(event(lines).get("mnist").get("queue").intValue()).isZero();
        submit(ada, "model");
        JsonNode event = event(lines);
        assertThat(event.get("mnist").get("waiting").intValue()).isEqualTo(1);
        assertThat(event.get("mnist").get("scores").intValue()).isZero();
        score(SCORE);
        while (event.get("mnist").get("scores").intValue() == 0) {
            event = event(lines);
        }
        assertThat(json(get("/api/board/mnist", null)).get("entries").size()).isEqualTo(1); // told after it is there
        watch();
        watch();
        refused(get("/api/events", null), 503, "BUSY");
        stream.body().close();
    }

    private HttpResponse<InputStream> watch() throws Exception {
        return http.send(request("/api/events", null).build(), BodyHandlers.ofInputStream());
    }

    private static JsonNode event(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data: ")) {
            line = lines.readLine();
        }
        return JsonMapper.shared().readTree(line.substring("data: ".length()));
    }

    @Test
    void anAddressHasOnlySoManyConnectionsAtATime() throws Exception {
        server.close();
        WebLimits few = new WebLimits(1000, 2048, Duration.ofSeconds(60), 2000, 2, 3, 8);
        server = BoardServer.start(database, clock, "127.0.0.1", 0, 2, rules(), few);
        for (int i = 0; i < 20; i++) { // one after the other: as many as it likes
            assertThat(talk("GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200");
        }
        List<Socket> open = new ArrayList<>();
        try {
            int refused = 0;
            for (int i = 0; i < 11; i++) {
                open.add(new Socket("127.0.0.1", server.port()));
                refused += answers(open.getLast()) ? 0 : 1;
            }
            assertThat(refused).isBetween(3, 4); // 4 when the server has not yet noticed that the last of the twenty is closed
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static boolean answers(Socket socket) {
        try {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == 'H';
        } catch (IOException e) {
            return false; // reset
        }
    }

    @Test
    void thePageLoadsNothingFromElsewhere() throws Exception {
        for (String name : Page.FILES) {
            HttpResponse<String> page = get(name.equals("index.html") ? "/" : "/" + name, null);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
            assertThat(page.body().replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://").doesNotContain("https://").doesNotContain("innerHTML");
        }
    }

    @Test
    void anUnchangedBoardIsNotSentAgain() throws Exception {
        String tag = get("/api/board/mnist", null).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = http.send(request("/api/board/mnist", null).header("If-None-Match", tag).build(), BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(304);
    }

    /** Sends raw bytes and gives everything that comes back until the server closes. */
    private String talk(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
