package tinytorch.board.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import tinytorch.board.Outcome;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Queue;
import tinytorch.board.store.Submissions;
import tinytorch.model.Score;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;

/**
 * A server whose scores are made up, for the check of the page: {@code Stage DATABASE PORT}. Prints its port, then does what lines on its standard input say, and answers
 * each with one line. It stands still between them, so that the check sees each state of the page.
 */
final class Stage {
    private final AtomicLong offset = new AtomicLong();
    private final InstantSource clock = () -> Instant.now().plusMillis(offset.get());
    private final Map<String, Learners.Learner> known = new HashMap<>();
    private final Learners learners;
    private final Submissions submissions;
    private final Boards boards;
    private final Queue queue;
    private Queue.Claim claim;
    private int number;

    private Stage(Database database) {
        learners = new Learners(database, clock);
        submissions = new Submissions(database, clock, 100_000);
        boards = new Boards(database, clock);
        queue = new Queue(database, clock, Duration.ofDays(1));
    }

    public static void main(String[] args) throws IOException {
        Map<Task, TaskRules> rules = new EnumMap<>(Task.class);
        for (Task task : Task.values()) {
            rules.put(task, TaskRules.of(task));
        }
        try (Database database = Database.open(args[0])) {
            Stage stage = new Stage(database);
            try (BoardServer server = BoardServer.start(database, stage.clock, "127.0.0.1", Integer.parseInt(args[1]), 20, rules, WebLimits.DEFAULT)) {
                System.out.println(server.port());
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    System.out.println(stage.told(line.split("\t")));
                }
            }
        }
    }

    /** A token for {@code enrol}, else when the command was begun, in milliseconds since 1970. */
    private String told(String[] words) {
        long began = System.currentTimeMillis();
        switch (words[0]) {
            case "class" -> everybody(Integer.parseInt(words[1]));
            case "enrol" -> {
                return enrol(words[1], Long.parseLong(words[2]));
            }
            case "queue" -> hand(words[1], Task.of(words[2]));
            case "begin" -> claim = queue.claim(EnumSet.allOf(Task.class)).orElseThrow();
            case "score" -> queue.finish(claim, new Outcome.Scored(score(claim.task(), Double.parseDouble(words[1]), Long.parseLong(words[2]), Double.parseDouble(words[3]))));
            case "reject" -> queue.finish(claim, new Outcome.Rejected(words[1], words[2]));
            case "close" -> boards.close(Task.of(words[1]));
            case "later" -> offset.addAndGet(Duration.ofMinutes(Long.parseLong(words[1])).toMillis());
            default -> throw new IllegalArgumentException("no such command: " + Arrays.toString(words));
        }
        return String.valueOf(began);
    }

    private String enrol(String name, long minutes) {
        String token = learners.enrol(name, Duration.ofMinutes(minutes), true);
        known.put(name, learners.of(token));
        return token;
    }

    private void hand(String name, Task task) {
        submissions.accept(known.get(name), task, (name + " " + task + " " + number++ + " " + clock.millis()).getBytes(StandardCharsets.UTF_8));
    }

    /** So many learners with some submissions in all tasks, over the last twenty days. */
    private void everybody(int count) {
        Random random = new Random(1);
        offset.set(-Duration.ofDays(20).toMillis());
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < count; i++) {
                enrol("learner " + i, Duration.ofDays(100).toMinutes());
                offset.addAndGet(Duration.ofDays(20).toMillis() / (4L * count + 1));
                for (Task task : Task.values()) {
                    hand("learner " + i, task);
                    claim = queue.claim(EnumSet.allOf(Task.class)).orElseThrow();
                    double size = random.nextDouble();
                    double learned = 1 - Math.exp(-(1 + 2 * size) * (round + 1 + random.nextDouble()) / 3);
                    double accuracy = switch (task) {
                        case MNIST -> 0.9 + 0.095 * learned;
                        case CIFAR10 -> 0.5 + 0.42 * learned;
                        case TINYGPT -> TaskRules.accuracy(4 - 2 * learned);
                    };
                    queue.finish(claim, new Outcome.Scored(score(task, accuracy, (long) (3000 * Math.pow(2500, size)), 0.02 * Math.pow(1500, size * random.nextDouble(0.8, 1)))));
                }
            }
        }
        offset.set(0);
    }

    /** The private part turns out a little worse. */
    private static Score score(Task task, double accuracy, long bytes, double p95) {
        return new Score(part(task, accuracy), part(task, accuracy * 0.995), new Score.Latency(p95 * 0.8, p95, p95 * 0.95, p95 * 1.1, 500), bytes,
                new Score.Memory(80_000_000 + bytes, "made up"), 5);
    }

    private static Score.Part part(Task task, double accuracy) {
        return new Score.Part(1000, accuracy, task.text() ? -Math.log(accuracy) / Math.log(2) : Double.NaN);
    }
}
