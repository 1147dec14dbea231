package tinytorch.board.work;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Submissions;
import tinytorch.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many watchers and submissions on a real server in a process of its own: {@code Load WATCHERS SUBMISSIONS SECONDS}. Every watcher does what the page does: it
 * holds a stream of events, and fetches the board when its scores changed. Ends with 1 if anything accepted was lost or a watcher did not stay.
 */
final class Load {
    private static final int LEARNERS = 10;

    private final Queue<Long> delays = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final LongAdder boards = new LongAdder();
    /** When which number of scores stood in the database: set by the one thread that looks often. */
    private final Map<Integer, Long> scoredAt = new HashMap<>();
    private volatile boolean over;
    private int port;

    private Load() {
    }

    public static void main(String[] args) throws Exception {
        int code = new Load().run(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        System.exit(code);
    }

    private int run(int watchers, int submissions, int seconds) throws Exception {
        Path folder = Files.createTempDirectory("tinytorch-load");
        String file = folder.resolve("board.db").toString();
        List<String> tokens = new ArrayList<>();
        int found;
        int accepted = 0;
        try (Database database = Database.open(file)) {
            Learners learners = new Learners(database, InstantSource.system());
            for (int i = 0; i < LEARNERS; i++) {
                tokens.add(learners.enrol("learner " + i, Duration.ofDays(1), false));
            }
            try (Jvm server = Jvm.start(List.of("-Xmx1g"), StandIn.class.getName(), file, StandIn.SERVE)) {
                port = Integer.parseInt(server.await("port ").substring("port ".length()));
                List<Thread> streams = new ArrayList<>();
                for (int i = 0; i < watchers; i++) {
                    streams.add(Thread.ofVirtual().start(this::watch));
                }
                Thread clock = Thread.ofVirtual().start(() -> look(new Boards(database, InstantSource.system())));
                for (int i = 0; i < submissions; i++) {
                    try (Client client = Client.of(port, tokens.get(i % LEARNERS))) {
                        byte[] model = ("model " + i + " " + "x".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
                        accepted += client.submit(Task.MNIST, model).statusCode() == 201 ? 1 : 0;
                    }
                    Thread.sleep(seconds * 1000L / submissions);
                }
                Thread.sleep(3000);
                over = true;
                clock.join();
            }
            Submissions all = new Submissions(database, InstantSource.system(), 1);
            found = tokens.stream().mapToInt(token -> all.of(learners.of(token)).size()).sum();
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path one : files.toList()) {
                    Files.delete(one);
                }
            }
            Files.delete(folder);
        }
        return report(watchers, submissions, accepted, found);
    }

    private int report(int watchers, int submissions, int accepted, int found) {
        long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf("%d watchers, %d of them lost; %d submissions, %d accepted, %d in the database, %d scored; %d boards fetched%n", watchers, lost.get(), submissions,
                accepted, found, scoredAt.size(), boards.sum());
        if (sorted.length > 0) {
            System.out.printf("from the score to the board in a watcher's hands, of %d: median %d ms, 95 of 100 within %d ms, the slowest %d ms%n", sorted.length,
                    sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.95)], sorted[sorted.length - 1]);
        }
        return lost.get() == 0 && accepted == submissions && found == submissions && scoredAt.size() == submissions && sorted.length > 0 ? 0 : 1;
    }

    private void look(Boards all) {
        while (!over) {
            int scores = all.of(Task.MNIST).entries().size();
            long now = System.nanoTime();
            synchronized (scoredAt) {
                for (int i = scoredAt.size() + 1; i <= scores; i++) {
                    scoredAt.put(i, now);
                }
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void watch() {
        int seen = 0;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            BufferedReader lines = ask(socket, "/api/events");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    JsonNode event = JsonMapper.shared().readTree(line.substring("data: ".length()));
                    int scores = event.get("mnist").get("scores").intValue();
                    if (scores > seen) {
                        seen = scores;
                        fetch();
                        note(scores);
                    }
                }
            }
            count();
        } catch (IOException e) {
            count();
        }
    }

    private void count() {
        if (!over) {
            lost.incrementAndGet();
        }
    }

    private void note(int scores) {
        synchronized (scoredAt) {
            Long at = scoredAt.get(scores);
            if (at != null) {
                delays.add((System.nanoTime() - at) / 1_000_000);
            }
        }
    }

    private static BufferedReader ask(Socket socket, String path) throws IOException {
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private void fetch() throws IOException {
        try (Socket fresh = new Socket("127.0.0.1", port)) {
            fresh.getOutputStream().write("GET /api/board/mnist HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = fresh.getInputStream().readAllBytes();
            if (answer.length > 200 && new String(answer, 0, 12, StandardCharsets.US_ASCII).equals("HTTP/1.1 200")) {
                boards.increment();
            } else {
                throw new IOException("no board: " + Arrays.toString(Arrays.copyOf(answer, 20)));
            }
        }
    }
}
