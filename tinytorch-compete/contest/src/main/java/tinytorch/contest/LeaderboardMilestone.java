package tinytorch.contest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tinytorch.compete.pipeline.Pipeline;
import tinytorch.contest.Standings.Measured;
import tinytorch.milestones.program.Outcome;
import tinytorch.milestones.program.TrainingProgram;
import tinytorch.milestones.program.UsageException;
import tinytorch.model.Encoding;
import tinytorch.model.Task;
import tinytorch.train.StopSignal;

/**
 * Milestone {@code leaderboard}; {@code tito milestone leaderboard} starts it in a JVM with the learner's classes. The learner's modules compress what the
 * learner's milestones trained; what comes of it is handed in to a competition on this machine, whose server and evaluator are the finished library's.
 *
 * <p>Its exit codes, and the system properties that tell whose code runs, are those of {@link Outcome}.
 */
public final class LeaderboardMilestone {
    static final String NAME = "leaderboard";

    private final LeaderboardOptions options;
    private final TrainingProgram program;
    private final Entries entries;

    private LeaderboardMilestone(LeaderboardOptions options) {
        this.options = options;
        this.program = new TrainingProgram(NAME, options.json());
        this.entries = new Entries(options.out());
    }

    /** Runs the milestone and ends the JVM with its exit code. */
    public static void main(String... args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        LeaderboardOptions options;
        try {
            options = LeaderboardOptions.parse(args);
        } catch (UsageException e) {
            return TrainingProgram.misused(NAME, e, LeaderboardOptions.USAGE);
        }
        TrainingProgram.threads(options.threads());
        LeaderboardMilestone milestone = new LeaderboardMilestone(options);
        if (options.help()) {
            milestone.program.text().println(LeaderboardOptions.USAGE);
            return Outcome.DONE;
        }
        milestone.program.text().println("Milestone: compete, with " + Outcome.whose() + ".\n");
        return milestone.program.run(options.kernels(), milestone::compete);
    }

    private int compete(StopSignal stop) throws IOException, UsageException {
        FinishedLibrary finished = FinishedLibrary.ofTito();
        Contender.Images cnn = (Contender.Images) trained(options.cnn(), Task.CIFAR10);
        Contender.Text gpt = (Contender.Text) trained(options.gpt(), Task.TINYGPT);
        program.say(TrainingProgram.kernels());
        PrintStream text = program.text();
        try {
            text.println();
            Pipeline.Run run = images(cnn, stop);
            text.println();
            double batchError = text(gpt);
            text.println();
            program.say("Against the models of the course, on photographs, digits and text that nobody has seen like this. Each model runs in a process of its own and is timed there: some ten seconds each.");
            int packed = finished.baselines(options.out());
            FinishedLibrary.Ended ended = packed == 0 ? finished.compete(options.out(), options.ofServer()) : new FinishedLibrary.Ended(packed, "");
            if (ended.code() != 0) {
                return stop.requested() ? Outcome.STOPPED : ended.code();
            }
            Standings standings = Standings.of(ended.output(), options.name());
            return tell(standings, Checks.of(standings, cnn.network().parameterCount(), gpt.network().parameterCount(), batchError), run);
        } catch (FineTuning.Stopped _) {
            program.say("Stopped. What was packed and evaluated is kept in " + options.out() + ".");
            return Outcome.STOPPED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.STOPPED;
        }
    }

    /** The learner's network for a task; in the distribution, where nobody trained one, the course's. */
    private Contender trained(Path folder, Task task) throws IOException, UsageException {
        if (!Files.exists(folder) && Outcome.finishedAlone()) {
            program.say("There is no " + folder + ", so the " + task.id() + " model of the course takes part.");
            return Trained.shipped(task);
        }
        Contender contender = Trained.in(folder);
        if (contender.task() != task) {
            throw new UsageException(folder + " holds a network for " + contender.task().id() + ", and one for " + task.id() + " is wanted");
        }
        return contender;
    }

    private Pipeline.Run images(Contender.Images cnn, StopSignal stop) throws IOException {
        PrintStream text = program.text();
        program.say("The CNN loses half of its units, and learns again from what it was:");
        ImageCompression compression = new ImageCompression(cnn, Pictures.of(cnn), new FineTuning(options.epochs(), options.seed(), stop, text, program.terminal()));
        Pipeline.Run run = compression.run();
        text.println();
        text.print(ImageCompression.table("The CNN, one stage after the other, on 2,000 test photographs", run));
        entries.add(options.name(), "cnn-" + Checks.TRAINED, cnn.pack(Encoding.F16));
        entries.add(options.name(), "cnn-" + Checks.BYTES, compression.whole());
        entries.add(options.name(), "cnn-" + Checks.SMALL, compression.packed(run));
        return run;
    }

    private double text(Contender.Text gpt) throws IOException {
        entries.add(options.name(), "gpt-" + Checks.TRAINED, gpt.pack(Encoding.F16));
        entries.add(options.name(), "gpt-" + Checks.BYTES, gpt.pack(Encoding.INT8));
        entries.add(options.name(), "gpt-int4", gpt.pack(Encoding.INT4));
        TextCompression compression = new TextCompression(gpt);
        double error = compression.batchError();
        program.say("The GPT in bytes writes for four readers at once:");
        for (String written : compression.write(options.seed())) {
            Outcome.lines(written.strip().replaceAll("\\s+", " "), 76).forEach(line -> program.text().println("  | " + line));
        }
        return error;
    }

    private int tell(Standings standings, List<Checks.Check> checks, Pipeline.Run run) throws IOException {
        PrintStream text = program.text();
        text.println();
        for (Task task : List.of(Task.CIFAR10, Task.TINYGPT)) {
            text.println(standings.table(task));
        }
        standings.refusals().forEach(refusal -> program.say(refusal));
        checks.forEach(text::println);
        boolean achieved = checks.stream().allMatch(Checks.Check::holds);
        text.println();
        program.say((achieved ? "Milestone achieved: " : "Milestone not achieved: ") + places(standings, Task.CIFAR10, "CNN") + ", " + places(standings, Task.TINYGPT, "GPT") + ".");
        program.say("The page again: " + Outcome.launcher() + " leaderboard local " + options.out() + " --keep");
        Map<String, Object> json = json(standings, checks, achieved, run);
        TrainingProgram.describe(json, options.seed(), options.out());
        Outcome.leave(json);
        program.print(json);
        return achieved ? Outcome.DONE : Outcome.NOT_ACHIEVED;
    }

    private static String places(Standings standings, Task task, String what) {
        Map<String, Integer> ranks = standings.ranks(task);
        return "your %s is %s in accuracy, %s in speed, %s in size, %s in accuracy for its size".formatted(what, place(ranks.get("accuracy")), place(ranks.get("fastest")), place(ranks.get("smallest")),
                place(ranks.get("efficiency")));
    }

    private static String place(int rank) {
        return switch (rank) {
            case 0 -> "nowhere";
            case 1 -> "first";
            case 2 -> "second";
            case 3 -> "third";
            default -> rank + "th";
        };
    }

    private Map<String, Object> json(Standings standings, List<Checks.Check> checks, boolean achieved, Pipeline.Run run) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        for (String file : List.of("cnn-" + Checks.TRAINED, "cnn-" + Checks.BYTES, "cnn-" + Checks.SMALL, "gpt-" + Checks.TRAINED, "gpt-" + Checks.BYTES, "gpt-int4")) {
            Optional<Measured> measured = standings.measured(file);
            String prefix = file.replace('-', '_');
            measured.ifPresent(score -> {
                metrics.put(prefix + (Double.isNaN(score.bits()) ? "_accuracy" : "_bits"), Double.isNaN(score.bits()) ? score.accuracy() : score.bits());
                metrics.put(prefix + "_p95_ms", score.p95());
                metrics.put(prefix + "_bytes", score.bytes());
                metrics.put(prefix + "_memory", score.memory());
            });
        }
        metrics.put("stages_kept", run.results().stream().filter(result -> result.kept()).count());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("milestone", NAME);
        json.put("achieved", achieved);
        json.put("metrics", metrics);
        json.put("ranks", Map.of(Task.CIFAR10.id(), standings.ranks(Task.CIFAR10), Task.TINYGPT.id(), standings.ranks(Task.TINYGPT)));
        json.put("failed", checks.stream().filter(check -> !check.holds()).map(Checks.Check::rule).toList());
        return json;
    }
}
