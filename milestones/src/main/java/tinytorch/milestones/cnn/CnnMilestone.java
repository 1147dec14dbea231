package tinytorch.milestones.cnn;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tinytorch.data.DataLoaderException;
import tinytorch.data.source.DataException;
import tinytorch.data.source.DataStore;
import tinytorch.data.source.DatasetState;
import tinytorch.data.source.PublishedDataset;
import tinytorch.milestones.program.Failure;
import tinytorch.milestones.program.Outcome;
import tinytorch.milestones.program.UsageException;
import tinytorch.tensor.Kernels;
import tinytorch.train.StopSignal;
import tinytorch.train.TrainingException;
import tinytorch.workbench.ProgressBar;

/**
 * Milestone {@code cnn}; {@code tito milestone cnn} starts it in a JVM with the learner's classes.
 *
 * <p>Its exit codes, and the system properties that tell whose code runs, are those of {@link Outcome}.
 */
public final class CnnMilestone {
    static final String NAME = "cnn";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final CnnOptions options;
    private final PrintStream text;

    private CnnMilestone(CnnOptions options) {
        this.options = options;
        this.text = options.json() ? System.err : System.out;
    }

    /** Runs the milestone and ends the JVM with its exit code. */
    public static void main(String... args) {
        CnnOptions options;
        try {
            options = CnnOptions.parse(args);
        } catch (UsageException e) {
            System.err.println(NAME + ": " + e.getMessage() + ".\n" + CnnOptions.USAGE);
            System.exit(Outcome.USAGE);
            return;
        }
        // The kernels read this once, at the first operation on a tensor.
        if (options.threads() > 0) {
            System.setProperty("tinytorch.threads", Integer.toString(options.threads()));
        }
        System.exit(new CnnMilestone(options).run());
    }

    private int run() {
        if (options.help()) {
            text.println(CnnOptions.USAGE);
            return 0;
        }
        text.println("Milestone: train a CNN, with " + Outcome.whose() + ".\n");
        if (!options.kernels().isEmpty()) {
            try {
                Kernels.use(options.kernels());
            } catch (IllegalArgumentException e) {
                return fail(Outcome.USAGE, "--kernels " + options.kernels() + ": " + e.getMessage());
            }
        }
        // Whatever ends the block, what it saves is saved before the JVM ends.
        try (StopSignal stop = StopSignal.onShutdown(PATIENCE)) {
            return train(stop);
        } catch (DataException e) {
            return fail(Outcome.NO_DATA, e.getMessage());
        } catch (TrainingException e) {
            return fail(Outcome.NOT_ACHIEVED, e.getMessage());
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return fail(Outcome.NOT_ACHIEVED, Failure.explain(e instanceof DataLoaderException && e.getCause() != null ? e.getCause() : e));
        }
    }

    private int train(StopSignal stop) throws IOException {
        Photographs photographs = photographs();
        Optional<CnnResult> ended = new CnnRun(options, photographs, Recipe.of(options.model()), stop, text, !options.json() && ProgressBar.onTerminal()).run();
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
            say(verdict(ended.get()));
        }
        json.put("model", options.model().id());
        json.put("seed", options.seed());
        json.put("kernels", Kernels.active().name());
        json.put("threads", Kernels.active().threads());
        json.put("code", Outcome.code());
        json.put("kernels_code", Outcome.kernelsCode());
        json.put("out", options.out().toAbsolutePath().toString());
        if (ended.isPresent()) {
            Outcome.leave(json);
        }
        if (options.json()) {
            System.out.println(Outcome.json(json));
        }
        return ended.map(result -> result.achieved() ? Outcome.DONE : result.real() ? Outcome.NOT_ACHIEVED : Outcome.NO_DATA).orElse(Outcome.STOPPED);
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
            say("CIFAR-10 can't be had: " + e.getMessage());
            say("Instead the network learns pictures of ten shapes that this program GENERATES. They are no photographs, so nothing is proved with"
                    + " them, and nothing is unlocked.");
            text.println();
            return Photographs.generated();
        }
    }

    private static String verdict(CnnResult result) {
        String reached = String.format(Locale.ROOT, "%.2f%% of %,d %s after %d %s.", 100 * result.accuracy(), result.images(),
                result.real() ? "test photographs" : "GENERATED pictures", result.epochs(), result.epochs() == 1 ? "epoch" : "epochs");
        if (result.achieved()) {
            return "Milestone achieved: " + reached;
        }
        if (!result.real()) {
            return "Milestone not achieved: " + reached + " It takes the photographs of CIFAR-10.";
        }
        return "Milestone not achieved: " + reached + (result.unmoved().isEmpty() ? String.format(Locale.ROOT, " It takes %.0f%%.", 100 * CnnResult.GOAL)
                : " Not every part of the network has learned.");
    }

    private void say(String sentence) {
        Outcome.lines(sentence).forEach(text::println);
    }

    private int fail(int exit, String message) {
        System.err.println(NAME + ": " + message);
        if (options.json()) {
            System.out.println(Outcome.json(Outcome.failure(NAME, message)));
        }
        return exit;
    }
}
