package tinytorch.milestones.cnn;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tinytorch.data.DataLoader;
import tinytorch.data.Dataset;
import tinytorch.data.SplitMix;
import tinytorch.data.Subset;
import tinytorch.milestones.program.Before;
import tinytorch.milestones.program.Outcome;
import tinytorch.milestones.program.RunFolder;
import tinytorch.milestones.program.TrainingClock;
import tinytorch.milestones.program.TrainingProgram;
import tinytorch.nn.Layer;
import tinytorch.nn.network.SafeTensors;
import tinytorch.optim.OneCycle;
import tinytorch.optim.Optimizer;
import tinytorch.train.Accuracy;
import tinytorch.train.Curve;
import tinytorch.train.History;
import tinytorch.train.StopSignal;
import tinytorch.train.Trainer;
import tinytorch.train.TrainingProgress;
import tinytorch.train.TrainingResult;
import tinytorch.workbench.Format;

/**
 * The milestone itself: a training, then the test that counts. Everything it needs is given, so that it can run on any network, data and output.
 *
 * @param options     what the user asked for
 * @param photographs what is learned from and tested with
 * @param recipe      what the training is made of
 * @param stop        asked after every step
 * @param text        where to tell what happens
 * @param terminal    whether that is a terminal
 */
record CnnRun(CnnOptions options, Photographs photographs, Recipe recipe, StopSignal stop, PrintStream text, boolean terminal) {
    static final int BATCH = 128;
    /** A checkpoint takes some milliseconds, this many steps some seconds. */
    private static final int CHECKPOINT_STEPS = 50;
    private static final int TEST_BATCH = 500;
    private static final int AHEAD = 2;
    private static final int MISTAKES = 5;

    /** Empty if the training was stopped; then it can be resumed. */
    Optional<CnnResult> run() throws IOException {
        RunFolder folder = new RunFolder(options.out());
        folder.make();
        Layer network = recipe.network().apply(SplitMix.of(options.seed()));
        Before before = new Before(network);
        TrainingClock clock = new TrainingClock();
        DataLoader train = trainingData();
        DataLoader test = DataLoader.of(photographs.test()).batchSize(TEST_BATCH).transform(Photographs.NORM).prefetch(AHEAD);
        TrainingProgress progress = new TrainingProgress("images", text, terminal);
        Trainer trainer = trainer(network, recipe.optimizer().apply(network), train.batches()).callback(clock).callback(progress);
        introduce(network, train, trainer);
        TrainingResult ending;
        try {
            ending = trainer.fit(train, test, options.epochs());
        } finally {
            progress.finishBar();
        }
        if (ending.ending() == TrainingResult.Ending.STOPPED) {
            say("Stopped after step " + trainer.steps() + ". Everything is saved in " + folder.checkpoint() + ". To go on:");
            text.println("  " + options.resumeCommand());
            return Optional.empty();
        }
        TestScore score = TestScore.of(network, photographs);
        CnnResult result = new CnnResult(photographs.name(), score.correct(), score.count(), clock.seconds(), clock.collecting(), clock.rate(), trainer.epochs(),
                before.unmoved(network));
        tell(result, score, trainer.history());
        keep(network, score, result, trainer.history());
        return Optional.of(result);
    }

    private DataLoader trainingData() {
        Dataset all = photographs.training();
        Dataset some = options.images() < all.size() ? new Subset(all, IntStream.range(0, options.images()).toArray()) : all;
        DataLoader loader = DataLoader.of(some).batchSize(BATCH).shuffle(options.seed()).dropLast(true);
        return recipe.augment().apply(loader).transform(Photographs.NORM).prefetch(AHEAD);
    }

    private Trainer trainer(Layer network, Optimizer optimizer, int batches) {
        if (batches == 0) {
            throw new IllegalArgumentException("--images " + options.images() + " is less than one batch of " + BATCH + ".");
        }
        return new Trainer(network, recipe.loss(), optimizer)
                .schedulePerStep(new OneCycle((long) options.epochs() * batches + 1))
                .metrics(new Accuracy())
                .stopOn(stop)
                .note("data", photographs.name())
                .note("model", options.model().id())
                .note("seed", Long.toString(options.seed()))
                .note("epochs", Integer.toString(options.epochs()))
                .note("images", Integer.toString(Math.min(options.images(), photographs.training().size())))
                .checkpoint(new RunFolder(options.out()).checkpoint())
                .checkpointEvery(CHECKPOINT_STEPS);
    }

    /** Says what is going to happen, and takes up the checkpoint if that is wanted. */
    private void introduce(Layer network, DataLoader train, Trainer trainer) throws IOException {
        say(String.format(Locale.ROOT, "%s: %,d pictures to learn from, %,d to be tested with.",
                photographs.real() ? "CIFAR-10" : "GENERATED pictures, no photographs", train.examples(), photographs.testCount()));
        say(String.format(Locale.ROOT, "Network %s with %,d parameters, %d epochs of %d batches of %d; seed %d.", options.model().id(), network.parameterCount(),
                options.epochs(), train.batches(), BATCH, options.seed()));
        say(TrainingProgram.kernels());
        if (options.resume()) {
            trainer.resume();
            say("Resumed after step " + trainer.steps() + ", in epoch " + Math.min(trainer.epochs() + 1, options.epochs()) + ".");
        } else {
            new RunFolder(options.out()).putAside().ifPresent(old -> say("The checkpoint of an earlier training is now " + old + "."));
        }
        text.println();
    }

    private void tell(CnnResult result, TestScore score, History history) {
        text.println();
        text.printf(Locale.ROOT, "Test: %,d of %,d %s right, %.2f%%%s%n", result.correct(), result.images(),
                result.real() ? "photographs" : "generated pictures", 100 * result.accuracy(), result.real() ? String.format(Locale.ROOT, " (the goal is %.0f%%)", 100 * CnnResult.GOAL) : "");
        if (!Double.isNaN(result.rate())) {
            text.printf(Locale.ROOT, "Training: %s, %.0f images/s; the garbage collector took %.1f%%%n", Format.seconds(result.trainSeconds()), result.rate(),
                    100 * result.gcSeconds() / result.trainSeconds());
        }
        if (!result.unmoved().isEmpty()) {
            say("These tensors are what they were before the training, so a part of the network did not learn: " + String.join(", ", result.unmoved()) + ".");
        }
        text.println();
        text.print(score.confusion().table(photographs.classes()));
        List<String> mistakes = score.mistakes(MISTAKES);
        if (!mistakes.isEmpty()) {
            text.println("\nMost sure and wrong:");
            mistakes.forEach(text::println);
        }
        text.println();
        text.print(Curve.text(history, "train loss", "validation loss"));
        text.print(Curve.text(history, "validation accuracy"));
    }

    /** Weights and pictures. That they can't be written does not undo what was measured. */
    private void keep(Layer network, TestScore score, CnnResult result, History history) {
        try {
            Map<String, String> notes = new LinkedHashMap<>();
            notes.put("made_by", "tito milestone cnn --model " + options.model().id() + " --epochs " + options.epochs() + " --seed " + options.seed());
            notes.put("dataset", result.dataset());
            notes.put("test_accuracy", Double.toString(result.accuracy()));
            SafeTensors.save(new RunFolder(options.out()).weights(), network.stateDict(), notes);
            List<String> pictures = new Sheets(options.out(), network, score, history).write();
            text.println();
            say("In " + options.out().toAbsolutePath() + ": weights.safetensors, " + String.join(", ", pictures) + ".");
        } catch (IOException e) {
            say("Weights or pictures could not be written to " + options.out() + " (" + e + ").");
        }
    }

    private void say(String sentence) {
        Outcome.lines(sentence).forEach(text::println);
    }
}
