package tinytorch.milestones.gpt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tinytorch.data.source.DataException;
import tinytorch.data.source.DataStore;
import tinytorch.data.source.DatasetState;
import tinytorch.data.source.PublishedDataset;
import tinytorch.milestones.compare.Comparison;
import tinytorch.milestones.program.Outcome;
import tinytorch.milestones.program.RunFolder;
import tinytorch.milestones.program.TrainingProgram;
import tinytorch.milestones.program.UsageException;
import tinytorch.text.transformer.Sampling;
import tinytorch.train.StopSignal;

/**
 * Milestone {@code tinygpt}; {@code tito milestone tinygpt} starts it in a JVM with the learner's classes.
 *
 * <p>Its exit codes, and the system properties that tell whose code runs, are those of {@link Outcome}. A text of the user's own, or other tokens, prove nothing
 * and unlock nothing: such a run is done (0) and leaves no result.
 */
public final class GptMilestone {
    static final String NAME = "tinygpt";
    private static final double COMPARE_WARM_UP = 3;
    private static final double COMPARE_SECONDS = 5;

    private final GptOptions options;
    private final TrainingProgram program;

    private GptMilestone(GptOptions options) {
        this.options = options;
        this.program = new TrainingProgram(NAME, options.json());
    }

    /** Runs the milestone and ends the JVM with its exit code. */
    public static void main(String... args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        GptOptions options;
        try {
            options = GptOptions.parse(args);
        } catch (UsageException e) {
            return TrainingProgram.misused(NAME, e, GptOptions.USAGE);
        }
        TrainingProgram.threads(options.machine().threads());
        GptMilestone milestone = new GptMilestone(options);
        if (options.help()) {
            milestone.program.text().println(GptOptions.USAGE);
            return Outcome.DONE;
        }
        RunFolder folder = new RunFolder(options.out());
        if (options.trained() && GptFile.in(folder)) {
            return milestone.program.run(options.machine().kernels(), stop -> milestone.write(GptFile.load(folder.weights()), stop));
        }
        milestone.program.text().println("Milestone: write with a GPT, with " + Outcome.whose() + ".\n");
        if (options.trained()) {
            milestone.program.say("There is no trained network in " + options.out() + " yet, so one is trained first.");
        }
        return milestone.program.run(options.machine().kernels(), milestone::train);
    }

    private int train(StopSignal stop) throws IOException, UsageException {
        Corpus corpus = corpus();
        if (options.writing().prompt().isPresent()) {
            new Scribe(null, corpus.codec(), Sampling.GREEDY).prompt(options.writing().prompt().get());   // better now than after minutes
        }
        GptRun run = new GptRun(options, corpus, stop, program.text(), program.terminal());
        Optional<GptRun.Ended> ended = run.run();
        Map<String, Object> json = new LinkedHashMap<>();
        if (ended.isEmpty()) {
            json.put("milestone", NAME);
            json.put("achieved", false);
            json.put("dataset", corpus.name());
            json.put("stopped", true);
            json.put("resume", options.resumeCommand());
        } else {
            json.putAll(ended.get().result().json());
            program.text().println();
            program.say(verdict(ended.get().result()));
            program.text().println();
            json.put("sample", write(ended.get().model(), options.writing().prompt().orElse(""), stop));
            json.put("comparison", compare(run));
        }
        json.put("tokenizer", corpus.codec().kind());
        TrainingProgram.describe(json, options.seed(), options.out());
        boolean judged = corpus.real() || corpus.name().equals(Stories.NAME);
        if (ended.isPresent() && judged) {
            Outcome.leave(json);
        }
        program.print(json);
        if (ended.isPresent() && options.writing().chat()) {
            chat(ended.get().model());
        }
        return ended.map(GptRun.Ended::result).map(result -> result.achieved() ? Outcome.DONE : corpus.real() || !result.sound() ? Outcome.NOT_ACHIEVED
                : judged ? Outcome.NO_DATA : Outcome.DONE).orElse(Outcome.STOPPED);
    }

    /** Closes with what this network costs beside the one of milestone {@code cnn}. */
    private Map<String, Object> compare(GptRun run) {
        program.text().println();
        program.say("A training step of this GPT beside one of milestone cnn, counted and measured now:");
        Comparison comparison = run.compared(COMPARE_WARM_UP, COMPARE_SECONDS);
        program.text().println(comparison.text());
        return comparison.json();
    }

    /** Writes with a network that was trained before. */
    private int write(GptFile model, StopSignal stop) throws IOException, UsageException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("milestone", NAME);
        json.put("achieved", false);
        json.put("dataset", model.notes().getOrDefault("dataset", ""));
        if (options.writing().prompt().isPresent()) {
            json.put("prompt", options.writing().prompt().get());
            json.put("sample", write(model, options.writing().prompt().get(), stop));
        }
        if (options.writing().chat()) {
            chat(model);
        }
        program.print(json);
        return stop.requested() ? Outcome.STOPPED : Outcome.DONE;
    }

    private Scribe scribe(GptFile model) {
        return new Scribe(model.network(), model.codec(), options.writing().sampling());
    }

    /** The prompt, and what the network adds to it while one looks on. */
    private String write(GptFile model, String prompt, StopSignal stop) throws UsageException {
        Scribe scribe = scribe(model);
        int[] ids = scribe.prompt(prompt);
        program.text().print(prompt);
        String written = scribe.write(ids, options.writing().tokens(), options.seed(), program.text(), stop::requested);
        program.text().println();
        return written;
    }

    private void chat(GptFile model) throws IOException {
        Chat chat = new Chat(scribe(model), options.writing().tokens(), options.seed());
        if (program.terminal()) {
            chat.atTerminal();
        } else {
            chat.from(System.in, System.out);
        }
    }

    /** The user's text, or tinyshakespeare if it is there or can be had. Damaged files are an error; without any there are generated stories. */
    private Corpus corpus() throws IOException, UsageException {
        GptOptions.Source source = options.source();
        int context = options.size().context();
        if (source.text().isPresent()) {
            return Corpus.of("--text " + source.text().get(), Corpus.read(source.text().get()), source.tokenizer(), context);
        }
        DataStore store = DataStore.ofUser(source.offline());
        boolean absent = store.look(PublishedDataset.TINY_SHAKESPEARE).kind() == DatasetState.Kind.ABSENT;
        Path folder;
        try {
            folder = store.get(PublishedDataset.TINY_SHAKESPEARE);
        } catch (DataException e) {
            if (!absent) {
                throw e;
            }
            program.say("tinyshakespeare can't be had: " + e.getMessage());
            program.say("Instead the network learns simple stories that this program GENERATES. They are no literature, so nothing is proved with them, and nothing"
                    + " is unlocked.");
            program.text().println();
            return Corpus.of(Stories.NAME, Stories.text(), source.tokenizer(), context);
        }
        return Corpus.of(Corpus.SHAKESPEARE, Corpus.read(folder.resolve("input.txt")), source.tokenizer(), context);
    }

    private static String verdict(GptResult result) {
        String reached = String.format(Locale.ROOT, "a loss of %.4f on the last tenth of %s after %d steps.", result.loss(), result.corpus().name(), result.iterations());
        if (result.achieved()) {
            return "Milestone achieved: " + reached;
        }
        String verdict = "Milestone not achieved: " + reached;
        if (!result.failed().isEmpty()) {
            return verdict + " The network is not what a GPT should be. Failed: " + result.failed().stream().map(Probes.Answer::toString).collect(Collectors.joining("; ")) + ".";
        }
        if (!result.unmoved().isEmpty()) {
            return verdict + " Not every part of the network has learned.";
        }
        return verdict + String.format(Locale.ROOT, result.corpus().real() ? " It takes %.2f." : " It takes %.2f on tinyshakespeare, character by character.", GptResult.GOAL);
    }
}
