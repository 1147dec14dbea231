package tinytorch.milestones.gpt;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tinytorch.data.DataLoader;
import tinytorch.milestones.cnn.CnnWorkload;
import tinytorch.milestones.compare.Bill;
import tinytorch.milestones.compare.Comparison;
import tinytorch.milestones.compare.Workload;
import tinytorch.milestones.program.Arguments;
import tinytorch.milestones.program.Before;
import tinytorch.milestones.program.Outcome;
import tinytorch.milestones.program.RunFolder;
import tinytorch.milestones.program.TrainingClock;
import tinytorch.milestones.program.TrainingProgram;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.Windows;
import tinytorch.train.Curve;
import tinytorch.train.StopSignal;
import tinytorch.train.Trainer;
import tinytorch.train.TrainingResult;
import tinytorch.workbench.Format;

/**
 * The milestone itself: a training, then the measurement and the probes that count. Everything it needs is given.
 *
 * @param options  what the user asked for
 * @param corpus   what is learned
 * @param stop     asked after every step
 * @param text     where to tell what happens
 * @param terminal whether that is a terminal
 */
record GptRun(GptOptions options, Corpus corpus, StopSignal stop, PrintStream text, boolean terminal) {
    /** What the training loop calls an epoch: of a text one draws windows as long as one likes. */
    private static final int EPOCH = 250;
    private static final int CHECKPOINT_STEPS = 100;
    /** The loss while it learns is measured on so many windows; the one that counts, on the whole validation text. */
    private static final int WATCHED = 200;
    private static final int WATCHED_BATCH = 20;
    private static final int SAMPLE = 120;
    /** Columns for a probe's answer, beside its yes or no. */
    private static final int ANSWER = 73;

    /** What is left of a training that was not stopped: the measurements, and the network to write with. */
    record Ended(GptResult result, GptFile model) {
    }

    /** A step of this training beside one of milestone {@code cnn}: each for so many seconds. It moves weights: those of another network, made for it. */
    Comparison compared(double warmUp, double seconds) {
        int vocabulary = corpus.tokenizer().vocabularySize();
        Gpt network = GptRecipe.network(options.size(), vocabulary, options.seed());
        Workload gpt = new Workload("GPT", "window of " + options.size().context() + " tokens", network, GptRecipe.LOSS, GptRecipe.optimizer(network),
                () -> GptRecipe.clip(network), training(1).iterator().next());
        return new Comparison(Bill.of(gpt, warmUp, seconds, stop::requested),
                Bill.of(CnnWorkload.of(options.seed()), warmUp, seconds, stop::requested));
    }

    /** Empty if the training was stopped; then it can be resumed. */
    Optional<Ended> run() throws IOException {
        RunFolder folder = new RunFolder(options.out());
        folder.make();
        Gpt network = GptRecipe.network(options.size(), corpus.tokenizer().vocabularySize(), options.seed());
        Before before = new Before(network);
        TrainingClock clock = new TrainingClock();
        Scribe scribe = new Scribe(network, corpus.codec(), options.writing().sampling());
        GptProgress progress = new GptProgress(options.iterations(), options.size().context(), text, terminal, () -> sample(scribe));
        Trainer trainer = trainer(network).callback(clock).callback(progress);
        introduce(network, trainer, folder);
        TrainingResult.Ending ending;
        try {
            ending = fit(trainer);
        } finally {
            progress.finishBar();
        }
        if (ending == TrainingResult.Ending.STOPPED) {
            say("Stopped after step " + trainer.steps() + ". Everything is saved in " + folder.checkpoint() + ". To go on:");
            text.println("  " + options.resumeCommand());
            return Optional.empty();
        }
        say("Measuring the loss on all of the validation text, asking the probes, timing the writing ...");
        ValidationLoss loss = ValidationLoss.of(network, corpus.validation(), options.size().context());
        List<Probes.Answer> answers = new Probes(Predictor.of(network), network.config(), network.stateDict(), corpus.validation()).run();
        GptResult result = new GptResult(corpus, loss.mean(), clock.seconds(), options.size().context() * clock.rate(), scribe.speed(), trainer.steps(),
                network.parameterCount(), before.unmoved(network), answers);
        tell(result, trainer);
        return Optional.of(new Ended(result, keep(result, network, folder)));
    }

    private Trainer trainer(Gpt network) {
        GptOptions.Size size = options.size();
        return new Trainer(network, GptRecipe.LOSS, GptRecipe.optimizer(network))
                .schedulePerStep(GptRecipe.schedule(options.iterations()))
                .beforeStep(() -> GptRecipe.clip(network))
                .stopOn(stop)
                .note("data", corpus.name() + " " + corpus.fingerprint())
                .note("tokenizer", corpus.codec().kind())
                .note("seed", Long.toString(options.seed()))
                .note("iterations", Integer.toString(options.iterations()))
                .note("size", size.layers() + " layers, " + size.heads() + " heads, width " + size.width() + ", context " + size.context() + ", batch " + size.batch())
                .checkpoint(new RunFolder(options.out()).checkpoint())
                .checkpointEvery(CHECKPOINT_STEPS);
    }

    /** Whole epochs, then one with the steps that are left. */
    private TrainingResult.Ending fit(Trainer trainer) {
        int whole = options.iterations() / EPOCH;
        int left = options.iterations() % EPOCH;
        DataLoader watched = DataLoader.of(windows(corpus.validation())).sampler(new Windows.Spread(WATCHED)).batchSize(WATCHED_BATCH);
        TrainingResult.Ending ending = TrainingResult.Ending.FINISHED;
        if (whole > 0) {
            ending = trainer.fit(training(EPOCH), watched, whole).ending();
        }
        return left == 0 || ending == TrainingResult.Ending.STOPPED ? ending : trainer.fit(training(left), watched, whole + 1).ending();
    }

    private DataLoader training(int steps) {
        int batch = options.size().batch();
        return DataLoader.of(windows(corpus.training())).sampler(new Windows.AtRandom(steps * batch)).batchSize(batch).seed(options.seed());
    }

    /** Windows of the context; a validation text may be shorter than that. */
    private Windows windows(int... ids) {
        return new Windows(ids, Math.min(options.size().context(), ids.length - 1));
    }

    /** Says what is going to happen, and takes up the checkpoint if that is wanted. */
    private void introduce(Gpt network, Trainer trainer, RunFolder folder) throws IOException {
        GptOptions.Size size = options.size();
        say(String.format(Locale.ROOT, "%s: %,d characters, %,d tokens to learn and %,d to test with, of %,d kinds.",
                corpus.name().equals(Stories.NAME) ? "GENERATED stories, no literature" : corpus.name(), corpus.text().length(), corpus.training().length,
                corpus.validation().length, corpus.tokenizer().vocabularySize()));
        say(String.format(Locale.ROOT, "GPT with layers %d, heads %d, width %d, context %d: %,d parameters. Steps: %,d, windows in each: %d; seed %d.", size.layers(), size.heads(),
                size.width(), size.context(), network.parameterCount(), options.iterations(), size.batch(), options.seed()));
        say(TrainingProgram.kernels());
        if (options.resume()) {
            trainer.resume();
            say("Resumed after step " + trainer.steps() + " of " + options.iterations() + ".");
        } else {
            folder.putAside().ifPresent(old -> say("The checkpoint of an earlier training is now " + old + "."));
        }
        text.println();
    }

    /** Some text of the network as it is, always from the same choices, so that one can see it learn. */
    private String sample(Scribe scribe) {
        return scribe.write(scribe.beginning(), SAMPLE, options.seed(), new PrintStream(OutputStream.nullOutputStream()), () -> false).strip();
    }

    private void tell(GptResult result, Trainer trainer) {
        text.println();
        text.printf(Locale.ROOT, "Validation loss: %.4f over %,d tokens%s%n", result.loss(), corpus.validation().length - 1,
                corpus.real() ? String.format(Locale.ROOT, " (the goal is %.2f)", GptResult.GOAL)
                        : corpus.codec().kind().equals(GptOptions.BYTE_PAIRS) ? ", each of them several characters" : "");
        if (!Double.isNaN(result.rate())) {
            text.printf(Locale.ROOT, "Training: %s, %.0f tokens/s%n", Format.seconds(result.trainSeconds()), result.rate());
        }
        text.printf(Locale.ROOT, "Writing with a cache: %.0f tokens/s%n", result.written());
        if (!result.unmoved().isEmpty()) {
            say("These tensors are what they were before the training, so a part of the network did not learn: " + String.join(", ", result.unmoved()) + ".");
        }
        text.println("Probes:");
        for (Probes.Answer answer : result.answers()) {
            text.println((answer.passed() ? "  yes  " : "  NO   ") + String.join(System.lineSeparator() + " ".repeat(7), Outcome.lines(answer.toString(), ANSWER)));
        }
        text.println();
        text.print(Curve.text(trainer.history(), "train loss", "validation loss"));
    }

    /** Keeps the network. That it can't be written does not undo what was measured. */
    private GptFile keep(GptResult result, Gpt network, RunFolder folder) {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("made_by", options.recipe());
        notes.put("dataset", corpus.name());
        notes.put("val_loss", Double.toString(result.loss()));
        GptFile model = new GptFile(network, corpus.codec(), notes);
        try {
            model.save(folder.weights());
            say("The network is in " + folder.weights() + ". To write with it again:");
            text.println("  " + new Arguments.Command(Outcome.command(GptMilestone.NAME), "--chat").add("--out", options.out(), GptOptions.DEFAULT.out()));
        } catch (IOException e) {
            say("The network could not be written to " + folder.weights() + " (" + e + ").");
        }
        return model;
    }

    private void say(String sentence) {
        Outcome.lines(sentence).forEach(text::println);
    }
}
