package tinytorch.board.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tinytorch.board.store.Boards;
import tinytorch.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server as a client meets it. */
class ServerTest extends ServerFixture {
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
    void whatIsNotThereIsToldAsJson() throws Exception {
        refused(get("/api/board/chess", null), 404, "UNKNOWN_TASK");
        refused(get("/no/such/thing", null), 404, "NOT_FOUND");
        refused(send(request("/api/board/mnist", null).DELETE()), 405, "METHOD_NOT_ALLOWED");
        refused(submit(ada, ""), 400, "EMPTY");
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
        HttpResponse<String> again = send(request("/api/board/mnist", null).header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
    }
}
