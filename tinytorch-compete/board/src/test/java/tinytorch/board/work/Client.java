package tinytorch.board.work;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tinytorch.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One learner's view of a server. */
final class Client implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;
    private final String token;

    /** {@code server}: such as {@code http://127.0.0.1:8017}. */
    Client(String server, String token) {
        this.server = server.replaceAll("/+$", "");
        this.token = token;
    }

    static Client of(int port, String token) {
        return new Client("http://127.0.0.1:" + port, token);
    }

    HttpResponse<String> submit(Task task, byte[] artifact) throws IOException, InterruptedException {
        return http.send(request("/api/tasks/" + task.id() + "/submissions").POST(BodyPublishers.ofByteArray(artifact)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    /** A submission once nothing will change any more. */
    JsonNode finished(String id) throws IOException, InterruptedException {
        while (true) {
            JsonNode one = json(get("/api/submissions/" + id));
            String state = one.path("state").asString("");
            if (!state.equals("queued") && !state.equals("evaluating")) {
                return one;
            }
            Thread.sleep(100);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).header("Authorization", "Bearer " + token);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
