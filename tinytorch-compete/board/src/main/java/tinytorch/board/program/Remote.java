package tinytorch.board.program;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import tinytorch.board.BoardException;
import tinytorch.board.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Options of the programs that talk to a server, and how they do. */
final class Remote {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(120);
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    @Option(names = "--server", paramLabel = "URL", defaultValue = "${env:TINYTORCH_SERVER:-http://localhost:8017}", description = "Default: ${DEFAULT-VALUE}.")
    private String server;

    @Option(names = "--token", paramLabel = "TOKEN", defaultValue = "${env:TINYTORCH_TOKEN}",
            description = "Better as the environment variable TINYTORCH_TOKEN: others on this machine can see a command's options.")
    private String token;

    /** Asks for something public. */
    JsonNode get(String path) throws InterruptedException {
        return answer(request(path));
    }

    /** Asks for something of one's own. */
    JsonNode own(String path) throws InterruptedException {
        return answer(withToken(request(path)));
    }

    /** Whose token this is. Null: there is none, or the server does not take it. */
    String me() throws InterruptedException {
        if (token == null || token.isBlank()) {
            return null;
        }
        try {
            return own("/api/submissions").get("learner").stringValue();
        } catch (BoardException e) {
            if (e.problem().status() == 401) {
                return null; // what is asked for besides is public
            }
            throw e;
        }
    }

    JsonNode post(String path, byte[] body) throws InterruptedException {
        return answer(withToken(request(path)).header("Content-Type", "application/zip").POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(server.strip().replaceAll("/+$", "") + path)).timeout(ANSWER);
        } catch (IllegalArgumentException e) {
            throw new ProgramException(Exit.USAGE, "'" + server + "' is no address of a server, such as http://localhost:8017");
        }
    }

    private HttpRequest.Builder withToken(HttpRequest.Builder request) {
        if (token == null || token.isBlank()) {
            throw new BoardException(Problem.NO_TOKEN, "this needs your token, in the environment variable TINYTORCH_TOKEN. Your instructor has it from: tito leaderboard enrol NAME");
        }
        if (!TOKEN.matcher(token.strip()).matches()) {
            throw new BoardException(Problem.WRONG_TOKEN, "the token has characters that no token has. Check that it was copied in full, and nothing else with it.");
        }
        return request.header("Authorization", "Bearer " + token.strip());
    }

    private JsonNode answer(HttpRequest.Builder request) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode answer = JsonMapper.shared().readTree(response.body());
            if (response.statusCode() >= 400) {
                String word = answer.path("error").asString("");
                throw new BoardException(Arrays.stream(Problem.values()).filter(problem -> problem.name().equals(word)).findFirst().orElse(Problem.INTERNAL),
                        answer.path("message").asString("the server answered " + response.statusCode()));
            }
            return answer;
        } catch (ConnectException e) {
            throw new ProgramException(Exit.NO_SERVER, "no server answers at " + server + ". Is it running (tito leaderboard serve)? Another one: --server URL");
        } catch (JacksonException e) {
            throw new ProgramException(Exit.NO_SERVER, "what answers at " + server + " is no leaderboard.");
        } catch (IOException e) {
            throw new ProgramException(Exit.NO_SERVER, "the connection to " + server + " broke: " + e.getMessage());
        }
    }
}
