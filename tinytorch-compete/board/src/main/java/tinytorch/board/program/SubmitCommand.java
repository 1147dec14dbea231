package tinytorch.board.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tinytorch.model.Evaluation;
import tinytorch.model.HiddenSet;
import tinytorch.model.HiddenSets;
import tinytorch.model.Rejected;
import tinytorch.model.Score;
import tinytorch.model.Submission;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;
import tools.jackson.databind.JsonNode;

/** Checks a packed model with the server's own evaluator, and hands it in. */
@Command(name = "submit", mixinStandardHelpOptions = true, description = "Check a packed model as the server will, and hand it in.")
final class SubmitCommand implements Callable<Integer> {
    private static final int PRACTICE_IMAGES = 500;
    private static final int PRACTICE_CHARACTERS = 10_000;
    private static final long POLL_MILLIS = 500;

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
        Task task;
        try {
            Submission submission = Submission.open(zip);
            task = submission.task();
            out.println(task.id() + ", " + submission.bytes() + " bytes, " + submission.work() + " multiply-adds for one example");
            if (!unchecked) {
                practise(task, out);
            }
        } catch (Rejected e) {
            spec.commandLine().getErr().println("leaderboard: it would be rejected, so it is not sent. " + e.reason() + ": " + e.getMessage());
            return Leaderboard.REFUSED;
        }
        return dry ? 0 : send(task, zip, out);
    }

    /** The server's evaluator, on images or text that are not the server's. */
    private void practise(Task task, PrintWriter out) throws Rejected, IOException, InterruptedException {
        Path practice = Files.createTempFile("tinytorch-practice", ".safetensors");
        try {
            long seed = new SecureRandom().nextLong();
            HiddenSet set = task.text() ? HiddenSets.practiceText(PRACTICE_CHARACTERS, seed) : HiddenSets.images(task, PRACTICE_IMAGES, seed);
            set.save(practice);
        } catch (IOException e) {
            out.println("Not tried here, because there is no data to try it on: " + e.getMessage());
            Files.delete(practice);
            return;
        }
        try {
            Score score = Evaluation.of(TaskRules.of(task)).run(file, practice);
            out.println("here: accuracy %.1f %%, p95 %.3f ms on this machine. The server has another test set and its own clock.".formatted(
                    score.publicPart().accuracy() * 100, score.latency().p95()));
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
