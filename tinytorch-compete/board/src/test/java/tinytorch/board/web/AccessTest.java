package tinytorch.board.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may see what. */
class AccessTest extends ServerFixture {
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
    void nobodyTouchesAnothers() throws Exception {
        String id = json(submit(ada, "model")).get("id").stringValue();
        for (String method : new String[] {"PUT", "DELETE", "PATCH", "POST"}) {
            refused(send(request("/api/submissions/" + id, ben).method(method, BodyPublishers.ofString("x"))), 405, "METHOD_NOT_ALLOWED");
        }
        JsonNode bens = json(submit(ben, "model")); // the same bytes are a submission of his own
        assertThat(bens.get("id").stringValue()).isNotEqualTo(id);
        assertThat(bens.get("fresh").booleanValue()).isTrue();
        assertThat(bens.get("left").intValue()).isEqualTo(1);
        assertThat(json(get("/api/submissions", ada)).get("submissions").size()).isEqualTo(1);
    }

    @Test
    void aTokenCountsInItsHeaderAlone() throws Exception {
        for (String path : new String[] {"/api/submissions?token=" + ada, "/api/submissions?access_token=" + ada, "/api/submissions?Authorization=Bearer%20" + ada, "/api/submissions;token=" + ada}) {
            assertThat(get(path, null).statusCode()).as(path).isIn(401, 404);
        }
        refused(send(request("/api/submissions", null).header("Cookie", "token=" + ada + "; Authorization=Bearer " + ada)), 401, "NO_TOKEN");
        refused(send(request("/api/submissions", null).header("Authorization", "Basic " + ada)), 401, "NO_TOKEN");
        refused(send(request("/api/submissions", null).header("Authorization", "Bearer ")), 401, "NO_TOKEN");
        refused(send(request("/api/submissions", ada).header("Authorization", "Bearer " + ben)), 401, "WRONG_TOKEN"); // whose would it be?
        assertThat(send(request("/api/submissions", null).header("Authorization", "bearer  " + ada)).statusCode()).isEqualTo(200); // RFC 9110: the scheme has no case
        assertThat(get("/api/submissions", null).headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void aQuestionForTheHeadersAloneIsNoWayIn() throws Exception {
        assertThat(head("/api/submissions", null).statusCode()).isEqualTo(401);
        assertThat(head("/api/submissions/000000000000000000000000", ada).statusCode()).isEqualTo(404);
        HttpResponse<String> own = head("/api/submissions", ada);
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(own.body()).isEmpty();
    }

    @Test
    void theLogNeverHoldsAToken() throws Exception {
        PrintStream console = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            submit(ada, "model");
            get("/api/submissions?token=" + ada, ben);
            database.close();
            refused(get("/api/submissions?token=" + ada, ada), 500, "INTERNAL");
            refused(submit(ada, "another"), 500, "INTERNAL");
        } finally {
            System.setErr(console);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("POST /api/tasks/mnist/submissions").contains("Exception").doesNotContain(ada).doesNotContain(ben);
    }
}
