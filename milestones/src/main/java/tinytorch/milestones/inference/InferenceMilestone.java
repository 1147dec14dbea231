package tinytorch.milestones.inference;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import tinytorch.data.source.MnistFiles;
import tinytorch.milestones.digit.DigitArt;
import tinytorch.milestones.digit.Ink;
import tinytorch.milestones.digit.MnistForm;
import tinytorch.milestones.digit.Pictures;
import tinytorch.milestones.program.Failure;
import tinytorch.milestones.program.Outcome;
import tinytorch.milestones.sketch.DrawScreen;
import tinytorch.tensor.Kernels;
import tinytorch.workbench.ProgressBar;

/**
 * Milestone {@code inference}; {@code tito milestone inference} starts it in a JVM with the learner's classes.
 *
 * <p>Exit codes: 0 achieved (or the picture was read), 1 not achieved, 2 wrong usage, 8 the dataset can't be had. Whose code runs is told by the system
 * property {@code tinytorch.code}: {@code yours} or {@code finished library}. The result is also written to the file that {@code tinytorch.result} names.
 */
public final class InferenceMilestone {
    private static final int NOT_ACHIEVED = 1;
    private static final int USAGE = 2;
    private static final int NO_DATA = 8;
    private static final int TOP = 3;
    private static final int DIGITS = 10;

    private final InferenceOptions options;
    private final PrintStream text;
    private final Gallery gallery;

    private InferenceMilestone(InferenceOptions options) {
        boolean terminal = !options.json() && System.console() != null && System.console().isTerminal();
        this.options = options;
        this.text = options.json() ? System.err : System.out;
        this.gallery = new Gallery(text, DigitArt.of(System.getenv(), terminal, text.charset()));
    }

    /** Runs the milestone and ends the JVM with its exit code. */
    public static void main(String... args) {
        System.setProperty("java.awt.headless", "true"); // pictures are read, no window is shown
        InferenceOptions options;
        try {
            options = InferenceOptions.parse(args);
        } catch (InferenceOptions.UsageException e) {
            System.err.println("inference: " + e.getMessage() + ".\n" + InferenceOptions.USAGE);
            System.exit(USAGE);
            return;
        }
        System.exit(new InferenceMilestone(options).run());
    }

    private int run() {
        try {
            return switch (options.mode()) {
                case EVALUATE -> evaluate();
                case IMAGE -> image();
                case DRAW -> draw();
                case HELP -> {
                    text.println(InferenceOptions.USAGE);
                    yield 0;
                }
            };
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return fail(NOT_ACHIEVED, Failure.explain(e));
        }
    }

    private int evaluate() throws IOException {
        text.println("Milestone: recognise digits, with " + (Outcome.whose()) + ".\n");
        InferenceRun run = new InferenceRun(gallery, total -> new ProgressBar("digits", total), new SplittableRandom());
        InferenceResult result = run.run(XorClassifier.shipped(), DigitClassifier.shipped(), () -> MnistFiles.ofUser(options.offline()).test());
        boolean real = result.dataset().equals(InferenceResult.MNIST);
        text.println();
        gallery.say(verdict(result, real));
        Map<String, Object> json = result.json(Outcome.code(), Kernels.active().name());
        Outcome.leave(json);
        if (options.json()) {
            print(json);
        }
        return result.achieved() ? 0 : real ? NOT_ACHIEVED : NO_DATA;
    }

    private static String verdict(InferenceResult result, boolean real) {
        String reached = "XOR %d of 4, %.2f%% of %,d %s.".formatted(result.xorCorrect(), 100 * result.digits().accuracy(), result.digits().count(),
                real ? "test images" : "generated digits");
        if (result.achieved()) {
            return "Milestone achieved: " + reached;
        }
        return "Milestone not achieved: " + reached + (real ? " It takes 4 of 4 and %.1f%%.".formatted(100 * InferenceResult.GOAL)
                : " It takes the real test images: connect to the network and run it again.");
    }

    private int image() throws IOException {
        Ink seen;
        try {
            Ink picture = Pictures.read(options.image());
            if (MnistForm.isBlank(picture)) {
                return fail(USAGE, options.image() + " is blank: no pixel differs enough from the background.");
            }
            seen = MnistForm.of(picture);
        } catch (IOException e) {
            return fail(USAGE, e.getMessage());
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
            return fail(USAGE, e.getMessage());
        }
    }

    private int fail(int exit, String message) {
        System.err.println("inference: " + message);
        if (options.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("milestone", "inference");
            json.put("achieved", false);
            json.put("error", message);
            json.put("code", Outcome.code());
            print(json);
        }
        return exit;
    }

    private static void print(Map<String, Object> json) {
        System.out.println(Outcome.json(json));
    }
}
