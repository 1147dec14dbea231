package tinytorch.board.work;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tinytorch.board.Made;
import tinytorch.board.Problem;
import tinytorch.board.program.Leaderboard;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;
import tinytorch.model.Encoding;
import tinytorch.model.Reason;
import tinytorch.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts spoilt submissions to a real server, which evaluates them in processes of their own: {@code Attack FOLDER}, in which {@code spoilt} holds them as files {@code NUMBER TASK KIND.zip}. The rules are
 * the usual ones, so that what is still a model after all is refused because it knows nothing.
 */
final class Attack {
    private static final Set<String> KEYS = Set.of("id", "task", "sha256", "received", "state", "attempts", "reason", "message", "fresh", "left", "error");
    private static final Set<String> PROBLEMS = Arrays.stream(Problem.values()).map(Enum::name).collect(Collectors.toSet());
    private static final Set<String> REASONS = Arrays.stream(Reason.values()).map(Enum::name).collect(Collectors.toSet());
    /** The heap that the server is given, or the evaluator, and what a JVM has beside it. */
    private static final long MOST_BYTES = 1536L << 20;
    private static final int MOST_MESSAGE = 1000;

    private final Path folder;
    private final Map<String, Integer> reasons = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    /** What is said of models that ran: it must be the same whatever they are. */
    private final Set<String> verdicts = new TreeSet<>();
    private final PeakRss peak = new PeakRss();

    private Attack(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        System.exit(new Attack(Path.of(args[0]).toAbsolutePath()).run());
    }

    private int run() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder.resolve("spoilt"))) {
            files = all.sorted().toList();
        }
        String database = folder.resolve("db/board.db").toString();
        String token;
        try (Database open = Database.open(database)) {
            token = new Learners(open, InstantSource.system()).enrol("mallory", Duration.ofDays(1), false);
        }
        Path hidden = Made.hiddenSets(folder.resolve("hidden"), Task.values());
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        long began = System.nanoTime();
        try (Jvm server = Jvm.start(List.of("-Xmx1g", "-Djava.io.tmpdir=" + scratch), Leaderboard.class.getName(), "serve", "--db", database, "--hidden", hidden.toString(), "--port", "0",
                "--evaluators", "2", "--quota", "1000000", "--json")) {
            String address = JsonMapper.shared().readTree(server.await("\"board\"")).get("board").stringValue();
            peak.watch(server.process().toHandle());
            try (Client client = new Client(address, token)) {
                post(client, files);
                lookAround(client, server);
            }
            peak.stop();
            String log = String.join("\n", server.lines());
            require(!log.contains(token), "the server's log holds a token");
            require(!log.contains("Exception"), "the server's log holds an error: " + log);
        }
        nothingIsLeftIn(scratch);
        return report(files.size(), (System.nanoTime() - began) / 1e9);
    }

    private void post(Client client, List<Path> files) throws IOException, InterruptedException {
        Map<String, String> waiting = new HashMap<>(); // submissions that were accepted, and what was done to them
        for (Path file : files) {
            String[] name = file.getFileName().toString().split(" ", 3);
            HttpResponse<String> answer = client.submit(Task.of(name[1]), Files.readAllBytes(file));
            JsonNode node = check(file.getFileName().toString(), answer.body());
            if (answer.statusCode() == 201 || answer.statusCode() == 200) {
                waiting.put(node.get("id").stringValue(), file.getFileName().toString());
            } else {
                require(PROBLEMS.contains(node.path("error").asString("")) && answer.statusCode() < 500, file + " was answered " + answer.statusCode() + " " + answer.body());
                count("at the door: " + node.path("error").asString(""));
            }
        }
        for (Map.Entry<String, String> one : waiting.entrySet()) {
            JsonNode end = client.finished(one.getKey());
            check(one.getValue(), end.toString());
            String reason = end.path("reason").asString("none");
            require(end.path("state").asString("").equals("rejected") && REASONS.contains(reason), one.getValue() + " ended as " + end);
            count(reason);
            if (reason.equals(Reason.BELOW_MINIMUM.name()) || reason.equals(Reason.NOT_FINITE_OUTPUT.name())) {
                verdicts.add(end.get("task").stringValue() + ": " + end.get("message").stringValue());
            }
        }
    }

    /** Reads an answer: nothing may be in it but what every answer has, in words that are safe to show. */
    private JsonNode check(String what, String body) {
        JsonNode node = JsonMapper.shared().readTree(body);
        require(KEYS.containsAll(new HashSet<>(node.propertyNames())), what + ": an answer has other keys: " + body);
        String message = node.path("message").asString("");
        require(message.length() <= MOST_MESSAGE && message.chars().allMatch(c -> c >= ' ' && c <= '~') && !message.contains(folder.toString()) && !message.contains("Exception")
                && !message.contains("java."), what + ": a message that must not be: " + message);
        return node;
    }

    /** The server is as it was: it answers, evaluates, and nobody has come onto its board. */
    private void lookAround(Client client, Jvm server) throws IOException, InterruptedException {
        for (Task task : Task.values()) {
            JsonNode sent = Client.json(client.submit(task, Made.model(task, Encoding.F16, 1)));
            JsonNode end = client.finished(sent.get("id").stringValue());
            require(end.path("reason").asString("").equals(Reason.BELOW_MINIMUM.name()), "an untrained model was not evaluated: " + end);
            verdicts.add(task.id() + ": " + end.get("message").stringValue());
            require(Client.json(client.get("/api/board/" + task.id())).get("entries").isEmpty(), "somebody stands on the board of " + task.id());
        }
        require(server.process().isAlive() && client.get("/api/health").statusCode() == 200, "the server is gone");
    }

    private void nothingIsLeftIn(Path scratch) throws IOException {
        try (Stream<Path> left = Files.list(scratch)) {
            List<Path> ours = left.filter(path -> path.getFileName().toString().startsWith("tinytorch")).toList();
            require(ours.isEmpty(), "left behind: " + ours);
        }
    }

    private int report(int posted, double seconds) {
        // One sentence for each task says that a model knows too little, and one more that it comes to no number.
        require(verdicts.size() <= 2 * Task.values().length, "what is said of models that ran differs: " + verdicts);
        require(peak.evaluators() > 0 || !Files.exists(Path.of("/proc/self/status")), "no evaluator was seen");
        require(peak.server() < MOST_BYTES && peak.evaluators() < MOST_BYTES, "too much memory");
        require(reasons.values().stream().mapToInt(Integer::intValue).sum() >= posted * 0.8, "too few answers: many were the same bytes");
        reasons.forEach((reason, count) -> System.out.printf("%7d  %s%n", count, reason));
        System.out.printf("%d posted in %.0f s; most memory: server %d MB, an evaluator %d MB%n", posted, seconds, peak.server() / 1_000_000, peak.evaluators() / 1_000_000);
        verdicts.forEach(System.out::println);
        failures.forEach(failure -> System.out.println("FAILED: " + failure));
        return failures.isEmpty() ? 0 : 1;
    }

    private void count(String reason) {
        reasons.merge(reason, 1, Integer::sum);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            failures.add(otherwise);
        }
    }
}
