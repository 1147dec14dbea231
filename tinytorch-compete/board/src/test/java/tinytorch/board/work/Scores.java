package tinytorch.board.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tinytorch.board.Entry;
import tinytorch.board.Made;
import tinytorch.board.program.Leaderboard;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;
import tinytorch.data.SplitMix;
import tinytorch.model.Encoding;
import tinytorch.model.HiddenSets;
import tinytorch.model.Score;
import tinytorch.model.SubmissionWriter;
import tinytorch.model.Task;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.spatial.Normalize;
import tinytorch.nn.spatial.SmallVgg;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model of each task, handed in to a real server and evaluated by the competition's protocol, twice: {@code Scores IMAGES}. What is counted must be the same both times; what is measured is shown with
 * its spread. Ends with 1 if a task was not scored, or not the same.
 */
final class Scores {
    private static final Path SHIPPED = Path.of("milestones/src/main/resources/tinytorch/milestones/inference/cifar10-cnn.safetensors");
    private static final int RUNS = 2;

    private final Path folder;
    private final int images;

    private Scores(Path folder, int images) {
        this.folder = folder;
        this.images = images;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("tinytorch-scores");
        boolean same;
        try {
            same = new Scores(folder, Integer.parseInt(args[0])).run();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.exit(same ? 0 : 1);
    }

    private boolean run() throws Exception {
        Path hidden = hiddenSets();
        Map<Task, byte[]> models = new EnumMap<>(Task.class);
        for (Task task : Task.values()) {
            models.put(task, task == Task.CIFAR10 ? shipped() : Made.model(task, Encoding.F16, 1));
        }
        List<Map<Task, Score>> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            runs.add(evaluate(folder.resolve("board" + run + ".db"), hidden, models));
        }
        boolean same = true;
        System.out.println("task     run  public    private   bits      p50 ms   p95 ms   quartiles of p95   memory MB   seconds");
        for (Task task : Task.values()) {
            for (int run = 0; run < RUNS; run++) {
                print(task, run + 1, runs.get(run).get(task));
            }
            Score first = runs.getFirst().get(task);
            Score last = runs.getLast().get(task);
            same &= first != null && last != null && first.publicPart().equals(last.publicPart()) && first.privatePart().equals(last.privatePart()) && first.bytes() == last.bytes();
        }
        System.out.println(same ? "accuracy, bits and bytes were the same in both runs" : "FAILED: not all were scored, or not the same");
        return same;
    }

    private static void print(Task task, int run, Score score) {
        if (score == null) {
            System.out.printf("%-9s%3d  not scored%n", task.id(), run);
            return;
        }
        System.out.printf("%-9s%3d  %.6f  %.6f  %-8s  %7.3f  %7.3f  %7.3f to %.3f  %9d  %8.1f%n", task.id(), run, score.publicPart().accuracy(), score.privatePart().accuracy(),
                task.text() ? "%.6f".formatted(score.publicPart().bitsPerCharacter()) : "-", score.latency().p50(), score.latency().p95(), score.latency().lowerQuartile(), score.latency().upperQuartile(),
                score.memory().bytes() / 1_000_000, score.seconds());
    }

    private Path hiddenSets() throws IOException {
        Path hidden = Made.hiddenSets(folder.resolve("hidden"), Task.values());
        try {
            for (Task task : new Task[] {Task.MNIST, Task.CIFAR10}) {
                HiddenSets.images(task, images, 1).save(hidden.resolve(task.id() + ".safetensors"));
            }
            HiddenSets.practiceText(HiddenSets.CHARACTERS, 1).save(hidden.resolve("tinygpt.safetensors"));
        } catch (IOException e) {
            System.out.println("on noise, because a dataset is missing: " + e.getMessage());
        }
        return hidden;
    }

    /** The network that comes with the course, in eight bits. */
    private static byte[] shipped() throws IOException {
        Path file = Path.of(System.getProperty("tinytorch.root", ".")).resolve(SHIPPED);
        SmallVgg network = new SmallVgg(SplitMix.of(0));
        network.loadStateDict(SafeTensors.load(file).tensors());
        return SubmissionWriter.images(Task.CIFAR10, network.eval(), Normalize.CIFAR10, Encoding.INT8);
    }

    private Map<Task, Score> evaluate(Path file, Path hidden, Map<Task, byte[]> models) throws Exception {
        String token;
        try (Database database = Database.open(file.toString())) {
            token = new Learners(database, InstantSource.system()).enrol("ada", Duration.ofDays(1), false);
        }
        try (Jvm server = Jvm.start(List.of("-Xmx1g", "-Xmn256m"), Leaderboard.class.getName(), "serve", "--db", file.toString(), "--hidden", hidden.toString(), "--port", "0", "--minimum", "mnist=0",
                "--minimum", "cifar10=0", "--minimum", "tinygpt=0", "--json")) {
            String address = JsonMapper.shared().readTree(server.await("\"board\"")).get("board").stringValue();
            try (Client client = new Client(address, token)) {
                List<String> ids = new ArrayList<>();
                for (Map.Entry<Task, byte[]> model : models.entrySet()) {
                    ids.add(Client.json(client.submit(model.getKey(), model.getValue())).get("id").stringValue());
                }
                for (String id : ids) {
                    JsonNode end = client.finished(id);
                    if (!end.path("state").asString("").equals("scored")) {
                        System.out.println(end);
                    }
                }
            }
        }
        Map<Task, Score> scores = new EnumMap<>(Task.class);
        try (Database database = Database.open(file.toString())) {
            for (Task task : Task.values()) {
                for (Entry entry : new Boards(database, InstantSource.system()).of(task).entries()) {
                    scores.put(task, entry.score());
                }
            }
        }
        return scores;
    }
}
