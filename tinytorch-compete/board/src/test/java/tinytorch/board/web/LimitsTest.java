package tinytorch.board.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client can take of the server. */
class LimitsTest extends ServerFixture {

    @Override
    WebLimits limits() {
        return new WebLimits(1000, 2048, Duration.ofSeconds(1), 2000, 2, 3, 50);
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
    void anUploadThatTricklesIsCutOffAndLeavesNothing() throws Exception {
        String answer = trickle("POST /api/tasks/mnist/submissions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ada + "\r\nContent-Length: 900\r\n\r\n", "x");
        assertThat(answer).startsWith("HTTP/1.1 408").contains("SLOW_CLIENT");
        assertThat(json(get("/api/submissions", ada)).get("submissions").size()).isZero();
    }

    @Test
    void oneLearnerCanNotHoldAllPlacesForUploads() throws Exception {
        submit(ada, "model"); // the same bytes cost nothing
        String head = "POST /api/tasks/mnist/submissions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ada + "\r\nContent-Length: 900\r\n\r\n";
        HttpResponse<String> answer = submit(ada, "model");
        while (answer.statusCode() == 200) {
            try (Socket slow = new Socket("127.0.0.1", server.port())) {
                slow.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < 20 && answer.statusCode() == 200; i++) { // until the slow one has its place, which the other may have had just then
                    Thread.sleep(20);
                    answer = submit(ada, "model");
                }
                assertThat(submit(ben, "model").statusCode()).isIn(200, 201);
            }
        }
        refused(answer, 503, "BUSY");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        while (submit(ada, "model").statusCode() != 200) {
            Thread.sleep(20); // the place comes back
        }
    }

    @Test
    void headersThatTrickleAreCutOff() throws Exception {
        assertThat(trickle("", "G")).isEmpty();
        assertThat(trickle("GET / HTTP/1.1\r\nHost: x\r\n", "X-Slow: 1\r\n")).isEmpty(); // before its headers are too large
    }

    @Test
    void headersThatTrickleBehindAGoodRequestAreCutOff() throws Exception {
        String answer = trickle("GET /api/health HTTP/1.1\r\nHost: x\r\n\r\nGET /api/health HTTP/1.1\r\n", "X-Slow: 1\r\n");
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2); // the first was answered; the second ended before its headers were too large
    }

    @Test
    void aConnectionThatIsUsedAgainIsKept() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            for (int i = 0; i < 30; i++) { // for longer than a silent one would live
                socket.getOutputStream().write("GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                byte[] answer = new byte[4096];
                assertThat(socket.getInputStream().read(answer)).isPositive();
                Thread.sleep(100);
            }
        }
    }

    /** Sends the beginning, then the piece each 50 ms: never idle. Gives what was answered until the server closed. */
    private String trickle(String beginning, String piece) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(50);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 200; i++) {
                if (!alive(socket, piece, answer)) {
                    return answer.toString(StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("it was never cut off");
    }

    private static boolean alive(Socket socket, String piece, ByteArrayOutputStream answer) {
        try {
            socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
            byte[] some = new byte[4096];
            int count = socket.getInputStream().read(some);
            answer.write(some, 0, Math.max(count, 0));
            return count >= 0;
        } catch (SocketTimeoutException e) {
            return true; // nothing said, nothing closed
        } catch (IOException e) {
            return false;
        }
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
}
