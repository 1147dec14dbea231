package tinytorch.milestones.inference;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tinytorch.data.source.DataException;
import tinytorch.data.source.LabelledImages;
import tinytorch.milestones.digit.GeneratedDigits;
import tinytorch.milestones.digit.Ink;
import tinytorch.tensor.Kernels;
import tinytorch.workbench.Format;
import tinytorch.workbench.ProgressBar;
import tinytorch.workbench.Table;

/**
 * The first two parts of the milestone: the four cases of XOR, then all test images of MNIST. Everything it needs is given, so that it can run on any network, data and
 * output.
 *
 * @param gallery where to tell what happens
 * @param bar     makes the progress bar for so many images
 * @param random  chooses the pictures that are shown
 */
record InferenceRun(Gallery gallery, LongFunction<ProgressBar> bar, RandomGenerator random) {
    private static final int BATCH = 250;
    private static final int GENERATED = 30;
    private static final int MOST_CONFUSED = 5;

    /** Where the test images come from. */
    interface ImageSource {
        LabelledImages test() throws DataException;
    }

    /** Both parts; {@link InferenceResult#photos} is left empty. */
    InferenceResult run(XorClassifier xor, DigitClassifier digits, ImageSource mnist) {
        long start = System.nanoTime();
        int xorCorrect = xor(xor);
        out().println();
        LabelledImages images;
        String dataset;
        try {
            images = mnist.test();
            dataset = InferenceResult.MNIST;
            out().println("MNIST: a network %s reads %,d test images".formatted(digits.description(), images.count()));
        } catch (DataException e) {
            gallery.say("MNIST can't be had: " + e.getMessage());
            out().println();
            images = generated(GENERATED, random);
            dataset = InferenceResult.GENERATED;
            gallery.say("Instead the network " + digits.description() + " reads " + images.count() + " digits that this program generated. They are no handwriting"
                    + " and far easier, so nothing is proved with them.");
        }
        Evaluation evaluation;
        try (ProgressBar progress = bar.apply(images.count())) {
            evaluation = Evaluation.of(digits, TestSet.of(images), BATCH, progress::step);
        }
        InferenceResult result = new InferenceResult(dataset, xorCorrect, evaluation, Optional.empty(), false, (System.nanoTime() - start) / 1e9);
        tell(result, images);
        return result;
    }

    private PrintStream out() {
        return gallery.out();
    }

    private int xor(XorClassifier classifier) {
        out().println("XOR: a network " + classifier.description());
        XorClassifier.Case[] cases = classifier.cases();
        Table table = new Table("", "a", "b", "a xor b", "network: probability of 1", "");
        for (XorClassifier.Case one : cases) {
            table.row(one.a(), one.b(), one.expected(), one.prediction().percent(1), one.correct() ? "right" : "wrong");
        }
        out().print(table);
        int correct = (int) Arrays.stream(cases).filter(XorClassifier.Case::correct).count();
        out().println(correct + " of 4 right");
        return correct;
    }

    /** Digits that the program draws, 0 to 9 again and again. */
    static LabelledImages generated(int count, RandomGenerator random) {
        byte[] labels = new byte[count];
        byte[] pixels = new byte[labels.length * LabelledImages.PIXELS];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % 10);
            float[] ink = GeneratedDigits.draw(labels[i], random).values();
            for (int p = 0; p < ink.length; p++) {
                pixels[i * LabelledImages.PIXELS + p] = (byte) Math.round(255 * ink[p]);
            }
        }
        return new LabelledImages(pixels, labels);
    }

    private void tell(InferenceResult result, LabelledImages images) {
        Evaluation digits = result.digits();
        boolean real = result.dataset().equals(InferenceResult.MNIST);
        out().printf(Locale.ROOT, "%,d of %,d right: %.2f%%%s%n", digits.correct(), digits.count(), 100 * digits.accuracy(),
                real ? String.format(Locale.ROOT, " (the goal is %.1f%%)", 100 * InferenceResult.GOAL) : "");
        out().printf(Locale.ROOT, "%s in the network, %,.0f images/s on the %s kernels%n", Format.seconds(digits.seconds()), digits.imagesPerSecond(), Kernels.active().name());
        List<Integer> mistakes = digits.mistakes();
        List<Integer> right = random.ints(50L * Gallery.COLUMNS, 0, digits.count()).filter(digits::isCorrect).distinct().limit(Gallery.COLUMNS).boxed().toList();
        show(right.isEmpty() ? "" : real ? "Some that it reads:" : "Some of them (generated):", right, digits, images);
        List<Integer> wrong = random.ints(50L * Gallery.COLUMNS, 0, Math.max(1, mistakes.size())).distinct().limit(Math.min(Gallery.COLUMNS, mistakes.size()))
                .mapToObj(mistakes::get).toList();
        show(wrong.isEmpty() ? "" : mistakes.size() <= Gallery.COLUMNS ? "What it gets wrong:" : "Some of its %,d mistakes:".formatted(mistakes.size()), wrong, digits, images);
        if (!mistakes.isEmpty()) {
            out().println();
            out().println("Most often confused: " + digits.confusions().stream().limit(MOST_CONFUSED)
                    .map(confusion -> "%d as %d (%d)".formatted(confusion.actual(), confusion.predicted(), confusion.times())).collect(Collectors.joining(", ")));
        }
    }

    private void show(String title, List<Integer> chosen, Evaluation digits, LabelledImages images) {
        if (chosen.isEmpty()) {
            return;
        }
        out().println();
        out().println(title);
        gallery.show(chosen.stream().map(image -> Ink.digit(images.image(image))).toList(), chosen.stream().map(image -> {
            Prediction prediction = digits.prediction(image);
            int best = prediction.best();
            String says = "%d (%s)".formatted(best, prediction.percent(best));
            return digits.isCorrect(image) ? says : "says " + says + ", is " + images.label(image);
        }).toList());
    }
}
