package tinytorch.milestones.inference;

import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import tinytorch.data.Cifar10;
import tinytorch.data.ImageDataset;
import tinytorch.data.source.DataException;
import tinytorch.milestones.program.Outcome;
import tinytorch.tensor.Kernels;
import tinytorch.workbench.Format;
import tinytorch.workbench.ProgressBar;

/**
 * The third part of the milestone: all test photographs of CIFAR-10. Before module 10 is written, its convolutions come from the finished library.
 *
 * @param gallery where to tell what happens
 * @param bar     makes the progress bar for so many photographs
 */
record PhotoRun(Gallery gallery, LongFunction<ProgressBar> bar) {
    private static final int BATCH = 250;
    private static final int MOST_CONFUSED = 5;

    /** Where the photographs come from. */
    interface PhotoSource {
        ImageDataset test() throws DataException;
    }

    /** Empty if the photographs can't be had. */
    Optional<Evaluation> run(PhotoClassifier classifier, PhotoSource cifar) {
        TestSet photographs;
        try {
            photographs = TestSet.of(cifar.test());
        } catch (DataException e) {
            gallery.say("CIFAR-10 can't be had: " + e.getMessage());
            return Optional.empty();
        }
        gallery.say(String.format(Locale.ROOT, "CIFAR-10: a network %s looks at %,d test photographs", classifier.description(), photographs.count()));
        if (!Outcome.finished().isEmpty()) {
            boolean several = Outcome.finished().contains(",");
            gallery.say("(" + (several ? "Modules " : "Module ") + Outcome.finished() + (several ? " come" : " comes") + " from the finished library, until you have written "
                    + (several ? "them.)" : "it.)"));
        }
        Evaluation evaluation;
        try (ProgressBar progress = bar.apply(photographs.count())) {
            evaluation = Evaluation.of(classifier, photographs, BATCH, progress::step);
        }
        tell(evaluation);
        return Optional.of(evaluation);
    }

    private void tell(Evaluation photos) {
        gallery.out().printf(Locale.ROOT, "%,d of %,d right: %.2f%% (the goal is %.0f%%)%n", photos.correct(), photos.count(), 100 * photos.accuracy(),
                100 * InferenceResult.PHOTO_GOAL);
        gallery.out().printf(Locale.ROOT, "%s in the network, %,.0f images/s on the %s kernels%n", Format.seconds(photos.seconds()), photos.imagesPerSecond(),
                Kernels.active().name());
        String confused = photos.confusions().stream().limit(MOST_CONFUSED)
                .map(one -> "%s as %s (%d)".formatted(Cifar10.CLASSES.get(one.actual()), Cifar10.CLASSES.get(one.predicted()), one.times())).collect(Collectors.joining(", "));
        if (!confused.isEmpty()) {
            gallery.say("Most often confused: " + confused);
        }
    }
}
