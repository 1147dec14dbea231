package tinytorch.milestones.cnn;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tinytorch.data.source.DataException;
import tinytorch.data.source.DataStore;
import tinytorch.data.source.DatasetState;
import tinytorch.data.source.PublishedDataset;
import tinytorch.milestones.program.Outcome;
import tinytorch.milestones.program.TrainingProgram;
import tinytorch.milestones.program.UsageException;
import tinytorch.train.StopSignal;

/**
 * Milestone {@code cnn}; {@code tito milestone cnn} starts it in a JVM with the learner's classes.
 *
 * <p>Its exit codes, and the system properties that tell whose code runs, are those of {@link Outcome}.
 */
public final class CnnMilestone {
    static final String NAME = "cnn";

    private final CnnOptions options;
    private final TrainingProgram program;

    private CnnMilestone(CnnOptions options) {
        this.options = options;
        this.program = new TrainingProgram(NAME, options.json());
    }

    /** Runs the milestone and ends the JVM with its exit code. */
    public static void main(String... args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        CnnOptions options;
        try {
            options = CnnOptions.parse(args);
        } catch (UsageException e) {
            return TrainingProgram.misused(NAME, e, CnnOptions.USAGE);
        }
        TrainingProgram.threads(options.threads());
        CnnMilestone milestone = new CnnMilestone(options);
        if (options.help()) {
            milestone.program.text().println(CnnOptions.USAGE);
            return Outcome.DONE;
        }
        milestone.program.text().println("Milestone: train a CNN, with " + Outcome.whose() + ".\n");
        return milestone.program.run(options.kernels(), milestone::train);
    }

    private int train(StopSignal stop) throws IOException {
        Photographs photographs = photographs();
        PrintStream text = program.text();
        Optional<CnnResult> ended = new CnnRun(options, photographs, Recipe.of(options.model()), stop, text, program.terminal()).run();
        Map<String, Object> json = new LinkedHashMap<>();
        if (ended.isEmpty()) {
            json.put("milestone", NAME);
            json.put("achieved", false);
            json.put("dataset", photographs.name());
            json.put("stopped", true);
            json.put("resume", options.resumeCommand());
        } else {
            json.putAll(ended.get().json());
            text.println();
            program.say(verdict(ended.get()));
        }
        json.put("model", options.model().id());
        TrainingProgram.describe(json, options.seed(), options.out());
        if (ended.isPresent()) {
            Outcome.leave(json);
        }
        program.print(json);
        return ended.map(result -> result.achieved() ? Outcome.DONE : result.real() || !result.learned(CnnResult.GUESSED) ? Outcome.NOT_ACHIEVED
                : Outcome.NO_DATA).orElse(Outcome.STOPPED);
    }

    /** CIFAR-10 if it is there or can be had. Damaged files are an error; without any there are generated pictures. */
    private Photographs photographs() throws DataException {
        DataStore store = DataStore.ofUser(options.offline());
        boolean absent = store.look(PublishedDataset.CIFAR_10).kind() == DatasetState.Kind.ABSENT;
        try {
            return Photographs.cifar10(store.get(PublishedDataset.CIFAR_10));
        } catch (DataException e) {
            if (!absent) {
                throw e;
            }
            program.say("CIFAR-10 can't be had: " + e.getMessage());
            program.say("Instead the network learns pictures of ten shapes that this program GENERATES. They are no photographs, so nothing is proved with"
                    + " them, and nothing is unlocked.");
            program.text().println();
            return Photographs.generated();
        }
    }

    private static String verdict(CnnResult result) {
        String reached = String.format(Locale.ROOT, "%.2f%% of %,d %s after %d %s.", 100 * result.accuracy(), result.images(),
                result.real() ? "test photographs" : "GENERATED pictures", result.epochs(), result.epochs() == 1 ? "epoch" : "epochs");
        if (result.achieved()) {
            return "Milestone achieved: " + reached;
        }
        String why = !result.unmoved().isEmpty() ? "Not every part of the network has learned." : result.real() ? String.format(Locale.ROOT, "It takes %.0f%%.", 100 * CnnResult.GOAL)
                : result.learned(CnnResult.GUESSED) ? "It takes the photographs of CIFAR-10." : "That is hardly better than guessing.";
        return "Milestone not achieved: " + reached + ' ' + why;
    }
}
