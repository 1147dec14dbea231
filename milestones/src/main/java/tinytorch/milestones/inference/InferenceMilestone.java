package tinytorch.milestones.inference;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import tinytorch.data.Cifar10;
import tinytorch.data.ImageDataset;
import tinytorch.data.Storage;
import tinytorch.data.source.DataException;
import tinytorch.data.source.DataStore;
import tinytorch.data.source.MnistFiles;
import tinytorch.data.source.PublishedDataset;
import tinytorch.milestones.digit.DigitArt;
import tinytorch.milestones.digit.Ink;
import tinytorch.milestones.digit.MnistForm;
import tinytorch.milestones.digit.Pictures;
import tinytorch.milestones.program.Failure;
import tinytorch.milestones.program.Outcome;
import tinytorch.milestones.program.UsageException;
import tinytorch.milestones.sketch.DrawScreen;
import tinytorch.tensor.Kernels;
import tinytorch.workbench.ProgressBar;

/**
 * Milestone {@code inference}; {@code tito milestone inference} starts it in a JVM with the learner's classes.
 *
 * <p>Its exit codes, and the system properties that tell whose code runs, are those of {@link Outcome}.
 */
public final class InferenceMilestone {
    private static final String NAME = "inference";
    private static final String SCALAR = "scalar";
    private static final int TOP = 3;
    private static final int DIGITS = 10;

    private final InferenceOptions options;
    private final PrintStream text;
    private final Gallery gallery;

    private InferenceMilestone(InferenceOptions options) {
        this.options = options;
        this.text = options.json() ? System.err : System.out;
        this.gallery = new Gallery(text, DigitArt.of(System.getenv(), !options.json() && ProgressBar.onTerminal(), text.charset()));
    }

    /** Runs the milestone and ends the JVM with its exit code. */
    public static void main(String... args) {
        System.setProperty("java.awt.headless", "true"); // pictures are read, no window is shown
        InferenceOptions options;
        try {
            options = InferenceOptions.parse(args);
        } catch (UsageException e) {
            System.err.println(NAME + ": " + e.getMessage() + ".\n" + InferenceOptions.USAGE);
            System.exit(Outcome.USAGE);
            return;
        }
        System.exit(new InferenceMilestone(options).run());
    }

    private int run() {
        // What is small runs on the plain loops, which are the learner's own from module 02 on; photographs take a thousand times as long.
        String fast = Kernels.active().name();
        Kernels.use(SCALAR);
        try {
            return switch (options.mode()) {
                case EVALUATE -> evaluate(fast);
                case IMAGE -> image();
                case DRAW -> draw();
                case HELP -> {
                    text.println(InferenceOptions.USAGE);
                    yield 0;
                }
            };
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return fail(Outcome.NOT_ACHIEVED, Failure.explain(e));
        }
    }

    private int evaluate(String fast) throws IOException {
        text.println("Milestone: recognise digits and photographs, with " + Outcome.whose() + ".\n");
        InferenceRun run = new InferenceRun(gallery, total -> bar("digits", total), new SplittableRandom());
        InferenceResult small = run.run(XorClassifier.shipped(), DigitClassifier.shipped(), () -> MnistFiles.ofUser(options.offline()).test());
        text.println();
        Kernels.use(fast);
        InferenceResult result = photographs(small);
        text.println();
        gallery.say(verdict(result));
        Map<String, Object> json = result.json(Outcome.code(), SCALAR, fast);
        Outcome.leave(json);
        if (options.json()) {
            print(json);
        }
        return result.achieved() ? Outcome.DONE : result.real() ? Outcome.NOT_ACHIEVED : Outcome.NO_DATA;
    }

    /** A release for students has no finished library that stands in for modules 10 and 15: there the photographs wait until the learner has written them. */
    private InferenceResult photographs(InferenceResult small) throws IOException {
        if (Outcome.finished().isEmpty() && !Outcome.finishedAlone() && Kernels.active().name().equals(SCALAR)) {
            gallery.say("The photographs wait for your modules up to 15: in plain loops a network for them takes too long.");
            return small.withoutPhotos();
        }
        long start = System.nanoTime();
        return small.with(new PhotoRun(gallery, total -> bar("photographs", total)).run(PhotoClassifier.shipped(), this::photographs),
                (System.nanoTime() - start) / 1e9);
    }

    private ImageDataset photographs() throws DataException {
        return Cifar10.test(DataStore.ofUser(options.offline()).get(PublishedDataset.CIFAR_10), Storage.MEMORY);
    }

    /** On the stream of the text: what is written to two streams arrives in any order. */
    private ProgressBar bar(String label, long total) {
        return new ProgressBar(label, total, text, ProgressBar.onTerminal(), System::nanoTime);
    }

    private static String verdict(InferenceResult result) {
        boolean mnist = result.dataset().equals(InferenceResult.MNIST);
        String reached = "XOR %d of 4, %.2f%% of %,d %s, %s.".formatted(result.xorCorrect(), 100 * result.digits().accuracy(), result.digits().count(),
                mnist ? "digits" : "generated digits", result.photos().map(photos -> "%.2f%% of %,d photographs".formatted(100 * photos.accuracy(), photos.count()))
                        .orElse(result.unwritten() ? "photographs later" : "no photographs"));
        if (result.achieved()) {
            return "Milestone achieved: " + reached;
        }
        return "Milestone not achieved: " + reached + (result.real()
                ? " It takes 4 of 4, %.1f%% and %.0f%%.".formatted(100 * InferenceResult.GOAL, 100 * InferenceResult.PHOTO_GOAL)
                : " It takes the real test images: connect to the network and run it again.");
    }

    private int image() throws IOException {
        Ink seen;
        try {
            Ink picture = Pictures.read(options.image());
            if (MnistForm.isBlank(picture)) {
                return fail(Outcome.USAGE, options.image() + " is blank: no pixel differs enough from the background.");
            }
            seen = MnistForm.of(picture);
        } catch (IOException e) {
            return fail(Outcome.USAGE, e.getMessage());
        }
        Prediction prediction = DigitClassifier.shipped().classify(seen);
        gallery.say(options.image() + " as the network sees it, cut out, scaled and centred, and what it may be:");
        text.println();
        gallery.show(seen, prediction, TOP);
        if (options.json()) {
            Map<String, Object> probabilities = new LinkedHashMap<>();
            prediction.ranking().forEach(digit -> probabilities.put(String.valueOf(digit), prediction.probabilities()[digit]));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("image", options.image().toString());
            json.put("digit", prediction.best());
            json.put("probabilities", probabilities);
            json.put("code", Outcome.code());
            print(json);
        }
        return 0;
    }

    private int draw() throws IOException {
        DigitClassifier classifier = DigitClassifier.shipped();
        try {
            return DrawScreen.run(ink -> {
                Prediction prediction = classifier.classify(ink);
                return "This is a %d (%s).".formatted(prediction.best(), prediction.percent(prediction.best()));
            }, (ink, columns) -> Gallery.bars(classifier.classify(ink), DIGITS, columns - Gallery.BAR_EXTRA));
        } catch (IOException e) {
            return fail(Outcome.USAGE, e.getMessage());
        }
    }

    private int fail(int exit, String message) {
        System.err.println(NAME + ": " + message);
        if (options.json()) {
            System.out.println(Outcome.json(Outcome.failure(NAME, message)));
        }
        return exit;
    }

    private static void print(Map<String, Object> json) {
        System.out.println(Outcome.json(json));
    }
}
