package tinytorch.board.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tinytorch.model.Evaluation;
import tinytorch.model.HiddenSets;
import tinytorch.model.Rejected;
import tinytorch.model.Score;
import tinytorch.model.Submission;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks a packed model with the server's own evaluator, and hands it in. */
@Command(name = "submit", mixinStandardHelpOptions = true, description = "Check a packed model as the server will, and hand it in.")
final class SubmitCommand implements Callable<Integer> {
    private static final int PRACTICE_IMAGES = 500;
    private static final int PRACTICE_CHARACTERS = 10_000;
    private static final long POLL_MILLIS = 500;

    private static final Map<Task, String> DATA = Map.of(Task.MNIST, "mnist", Task.CIFAR10, "cifar-10", Task.TINYGPT, "tinyshakespeare");

    @Mixin
    private Remote remote;

    @Parameters(index = "0", paramLabel = "FILE", description = "A zip of model.json and weights.safetensors.")
    private Path file;

    @Option(names = "--unchecked", description = "Do not evaluate it here first: only its form is checked.")
    private boolean unchecked;

    @Option(names = "--dry", description = "Check only; hand nothing in.")
    private boolean dry;

    @Option(names = "--wait", description = "Wait until it is evaluated.")
    private boolean wait;

    @Option(names = "--json", description = "Print the submission as the server tells it, and nothing else.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = json ? new PrintWriter(Writer.nullWriter()) : spec.commandLine().getOut();
        byte[] zip = Files.readAllBytes(file);
        Submission submission;
        Optional<Score> here = Optional.empty();
        try {
            submission = Submission.open(zip);
            out.printf(Locale.ROOT, "%s, %,d bytes, %,d multiply-adds for one example%n", submission.task().id(), submission.bytes(), submission.work());
            out.flush();
            if (!unchecked) {
                here = practise(submission.task(), out);
            }
        } catch (Rejected e) {
            spec.commandLine().getErr().println("leaderboard: it would be rejected, so it is not sent. " + e.reason() + ": " + e.getMessage());
            return Leaderboard.REFUSED;
        }
        if (dry && json) {
            spec.commandLine().getOut().println(checked(submission, here));
        }
        return dry ? 0 : send(submission.task(), zip, out);
    }

    /** What was found out here, for programs. */
    private static JsonNode checked(Submission submission, Optional<Score> here) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("task", submission.task().id()).put("bytes", submission.bytes()).put("work", submission.work());
        here.ifPresent(score -> json.putObject("here").put("accuracy", score.publicPart().accuracy()).put("p95", score.latency().p95()));
        return json;
    }

    /** The server's evaluator, on images or text that are not the server's. */
    private Optional<Score> practise(Task task, PrintWriter out) throws Rejected, IOException, InterruptedException {
        Path practice = Files.createTempFile("tinytorch-practice", ".safetensors");
        try {
            long seed = new SecureRandom().nextLong();
            HiddenSets.practice(task, PRACTICE_IMAGES, PRACTICE_CHARACTERS, seed).save(practice);
        } catch (IOException e) {
            out.println("Not tried here, because there is no data to try it on: tito data get " + DATA.get(task) + " fetches it. The server tries it all the same.");
            Files.delete(practice);
            return Optional.empty();
        }
        try {
            Score score = Evaluation.of(TaskRules.of(task)).run(file, practice);
            String bits = task.text() ? String.format(Locale.ROOT, " (%.2f bits a character)", score.publicPart().bitsPerCharacter()) : "";
            out.printf(Locale.ROOT, "here: accuracy %.1f %%%s, p95 %.3f ms on this machine. The server has another test set and its own clock.%n",
                    score.publicPart().accuracy() * 100, bits, score.latency().p95());
            out.flush();
            return Optional.of(score);
        } finally {
            Files.delete(practice);
        }
    }

    private int send(Task task, byte[] zip, PrintWriter out) throws InterruptedException {
        JsonNode sent = remote.post("/api/tasks/" + task.id() + "/submissions", zip);
        out.println((sent.get("fresh").booleanValue() ? "handed in" : "the same bytes were handed in before") + ": " + sent.get("id").stringValue() + ", "
                + sent.get("left").intValue() + " more today");
        String state = sent.get("state").stringValue();
        while (wait && (state.equals("queued") || state.equals("evaluating"))) {
            Thread.sleep(POLL_MILLIS);
            sent = remote.own("/api/submissions/" + sent.get("id").stringValue());
            String next = sent.get("state").stringValue();
            if (!next.equals(state)) {
                out.println(next);
                state = next;
            }
        }
        if (json) {
            spec.commandLine().getOut().println(sent);
        }
        JsonNode score = sent.path("score");
        if (score.isObject()) {
            out.println("accuracy " + Lines.percent(score.get("accuracy")) + ", p95 " + Lines.millis(score.get("p95")) + ", " + Lines.bytes(score.get("bytes")));
        }
        if (!StatusCommand.why(sent).isEmpty()) {
            spec.commandLine().getErr().println("leaderboard: " + StatusCommand.why(sent));
            return Leaderboard.REFUSED;
        }
        return 0;
    }
}
