package tinytorch.board.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.board.State;
import tinytorch.board.Submission;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Submissions;
import tinytorch.model.Task;

/** A real server process is killed, as by {@code kill -9}, in the middle of uploads and evaluations: nothing accepted is lost, nothing counts twice. */
@Timeout(120)
class KillTest {
    private static final int KILLS = 2; // fewer than the attempts that a submission has

    @TempDir
    private Path folder;
    private String database;
    private String token;
    private Jvm server;
    private int port;

    @BeforeEach
    void enrol() throws IOException, InterruptedException {
        database = folder.resolve("board.db").toString();
        try (Database open = Database.open(database)) {
            token = new Learners(open, InstantSource.system()).enrol("ada", Duration.ofDays(1), false);
        }
        start(StandIn.HOLD);
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.kill();
    }

    private void start(String pace) throws IOException, InterruptedException {
        server = Jvm.start(Jvm.SHORT, StandIn.class.getName(), database, StandIn.SERVE, pace);
        port = Integer.parseInt(server.await("port ").substring("port ".length()));
    }

    @Test
    void whatWasAcceptedIsScoredOnce() throws Exception {
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        for (int kill = 0; kill < KILLS; kill++) {
            List<Thread> clients = List.of(client(kill, 0, accepted), client(kill, 1, accepted));
            while (accepted.size() < 8 * (kill + 1)) {
                Thread.sleep(5);
            }
            server.await("holds"); // an evaluation that is certainly cut off
            try (Socket half = new Socket("127.0.0.1", port)) {
                half.getOutputStream().write(("POST /api/tasks/mnist/submissions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Length: 900\r\n\r\nhalf of it").getBytes(StandardCharsets.US_ASCII));
                server.kill();
            }
            for (Thread client : clients) {
                client.join();
            }
            start(kill < KILLS - 1 ? StandIn.HOLD : "");
        }
        List<Submission> all = awaitAll();
        assertThat(all.stream().map(Submission::id).collect(Collectors.toSet())).containsAll(accepted);
        assertThat(all).allMatch(submission -> submission.state() == State.SCORED);
        assertThat(all).anyMatch(submission -> submission.attempts() > 1);
        assertThat(all.stream().map(Submission::sha256)).doesNotHaveDuplicates();
        try (Database open = Database.open(database)) {
            assertThat(new Boards(open, InstantSource.system()).of(Task.MNIST).entries()).hasSameSizeAs(all);
        }
    }

    /** Uploads one after the other until the server is gone. */
    private Thread client(int kill, int number, Set<String> accepted) {
        int target = port;
        return Thread.ofVirtual().start(() -> {
            try (Client client = Client.of(target, token)) {
                for (int i = 0; ; i++) {
                    HttpResponse<String> response = client.submit(Task.MNIST, (kill + " " + number + " " + i + "x".repeat(20_000)).getBytes(StandardCharsets.UTF_8));
                    if (response.statusCode() == 201) {
                        accepted.add(Client.json(response).get("id").stringValue());
                    }
                }
            } catch (IOException e) {
                // killed
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private List<Submission> awaitAll() throws InterruptedException {
        try (Database open = Database.open(database)) {
            Submissions submissions = new Submissions(open, InstantSource.system(), 1);
            Learners.Learner ada = new Learners(open, InstantSource.system()).of(token);
            while (true) {
                List<Submission> all = submissions.of(ada);
                if (all.stream().allMatch(submission -> submission.state().terminal())) {
                    assertThat(new HashSet<>(all)).hasSameSizeAs(all);
                    return all;
                }
                Thread.sleep(50);
            }
        }
    }
}
