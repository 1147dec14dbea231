package tinytorch.board.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Requests that nobody makes who only wants to take part. */
class HttpTest extends ServerFixture {

    private String line(String method, String target) throws Exception {
        return talk(method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    @Test
    void onlyTheMethodsOfAnAddressAreTaken() throws Exception {
        for (String method : new String[] {"OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "BREW"}) {
            for (String path : new String[] {"/", "/api/board/mnist", "/api/submissions", "/api/events", "/api/tasks/mnist/submissions"}) {
                assertThat(line(method, path)).as(method + path).startsWith("HTTP/1.1 405").contains("METHOD_NOT_ALLOWED").doesNotContain("Access-Control");
            }
        }
        assertThat(line("OPTIONS", "/api/tasks/mnist/submissions")).contains("Allow: POST");
        assertThat(line("DELETE", "/api/board/mnist")).contains("Allow: GET, HEAD");
        try (Socket socket = new Socket("127.0.0.1", server.port())) { // that is not closed: so no more than the status is read
            socket.getOutputStream().write("CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void whoAsksForHeadersGetsThoseOfTheAnswer() throws Exception {
        for (String path : new String[] {"/", "/board.js", "/api/board/mnist", "/api/health"}) {
            HttpResponse<String> head = head(path, null);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("Content-Type")).isEqualTo(get(path, null).headers().firstValue("Content-Type"));
        }
        assertThat(head("/no/such/thing", null).statusCode()).isEqualTo(404);
        assertThat(head("/api/events", null).statusCode()).isEqualTo(405);
    }

    @Test
    void noPathLeadsOut() throws Exception {
        for (String path : new String[] {"/../../etc/passwd", "/api/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "/..%5c..%5cboot.ini", "//etc/passwd", "/./board.js/..",
            "/tinytorch/board/page/index.html", "/tinytorch/board/schema/V1__board.sql", "/index.html", "/WEB-INF/web.xml", "/board.js%00.html", "/api/board/%00", "/api/submissions/%2e%2e%2f",
            "/api/board/mnist%0d%0aSet-Cookie:%20a=b", "/%ff%fe", "/api/submissions/' or '1'='1", "http://evil.example/../"}) {
            String answer = line("GET", path.replace(" ", "%20"));
            assertThat(answer).as(path).containsPattern("^HTTP/1.1 (400|401|404) ").doesNotContain("root:").doesNotContain("Set-Cookie").doesNotContain("Exception").doesNotContain("create table");
        }
    }

    @Test
    void hugeAndOddRequestsAreAnswered() throws Exception {
        assertThat(line("GET", "/api/board/mnist?" + "a".repeat(1500))).startsWith("HTTP/1.1 200");
        assertThat(line("GET", "/api/board/mnist?" + "a=b&".repeat(5000))).containsPattern("^HTTP/1.1 (414|431) ");
        assertThat(line("GET", "/" + "a/".repeat(5000))).containsPattern("^HTTP/1.1 (414|431) ");
        assertThat(line("A".repeat(5000), "/")).containsPattern("^HTTP/1.1 4");
        assertThat(talk("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400"); // no host
        assertThat(talk("GET / HTTP/9.9\r\nHost: x\r\n\r\n")).containsPattern("^HTTP/1.[01] (400|505) ");
        assertThat(talk("POST /api/tasks/mnist/submissions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ada + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400"); // two lengths: a way to smuggle a second request past a proxy
        assertThat(talk("POST /api/tasks/mnist/submissions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ada + "\r\nContent-Length: -5\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(json(get("/api/submissions", ada)).get("submissions").size()).isZero();
    }

    @Test
    void everyAnswerProtectsItsReader() throws Exception {
        String[] answers = {line("GET", "/"), line("GET", "/board.js"), line("GET", "/api/board/mnist"), line("GET", "/api/submissions"), line("GET", "/nothing"), line("PUT", "/"), line("HEAD", "/"),
            line("GET", "/../../x"), line("GET", "/?" + "x".repeat(9000)), talk("not http at all\r\n\r\n")};
        for (String answer : answers) {
            assertThat(answer).contains("Content-Security-Policy: default-src 'none'").contains("frame-ancestors 'none'").contains("X-Content-Type-Options: nosniff")
                    .contains("Referrer-Policy: no-referrer").doesNotContain("Server:").doesNotContain("Jetty").doesNotContain("Javalin");
        }
        for (String path : new String[] {"/api/submissions", "/api/submissions/000000000000000000000000"}) {
            assertThat(get(path, ada).headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(get(path, "tt_wrong").headers().firstValue("Cache-Control")).hasValue("no-store");
        }
        assertThat(submit(ada, "model").headers().firstValue("Cache-Control")).hasValue("no-store");
    }
}
