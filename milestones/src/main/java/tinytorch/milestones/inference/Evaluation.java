package tinytorch.milestones.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import tinytorch.tensor.Shape;
import tinytorch.tensor.Tensor;

/**
 * How a classifier did on labelled images.
 *
 * @param probabilities of the ten classes, image after image
 * @param labels        the right classes
 * @param seconds       that the network took, without reading files
 */
record Evaluation(float[] probabilities, byte[] labels, double seconds) {
    private static final int CLASSES = 10;

    /**
     * Classifies all images, {@code batch} at a time.
     *
     * @param progress told after each batch how many images were done in it
     */
    static Evaluation of(Classifier classifier, TestSet images, int batch, LongConsumer progress) {
        float[] probabilities = new float[images.count() * CLASSES];
        long nanos = 0;
        for (int first = 0; first < images.count(); first += batch) {
            int count = Math.min(batch, images.count() - first);
            Tensor pictures = images.pictures().batch(first, count);
            long start = System.nanoTime();
            Tensor found = classifier.probabilities(pictures);
            nanos += System.nanoTime() - start;
            if (!found.shape().equals(Shape.of(count, CLASSES))) {
                throw new IllegalStateException("the network must give probabilities of shape " + Shape.of(count, CLASSES) + ", it gave " + found.shape());
            }
            System.arraycopy(found.toArray(), 0, probabilities, first * CLASSES, count * CLASSES);
            progress.accept(count);
        }
        return new Evaluation(probabilities, images.labels(), nanos / 1e9);
    }

    int count() {
        return labels.length;
    }

    Prediction prediction(int image) {
        float[] one = new float[CLASSES];
        System.arraycopy(probabilities, image * CLASSES, one, 0, CLASSES);
        return new Prediction(one);
    }

    /** Whether the class with the highest probability is the right one. Numbers that are no probabilities are never right. */
    boolean isCorrect(int image) {
        Prediction prediction = prediction(image);
        return prediction.isDistribution() && prediction.best() == labels[image];
    }

    /** The indices of images that were taken for another class. */
    List<Integer> mistakes() {
        List<Integer> mistakes = new ArrayList<>();
        for (int image = 0; image < count(); image++) {
            if (!isCorrect(image)) {
                mistakes.add(image);
            }
        }
        return mistakes;
    }

    int correct() {
        return count() - mistakes().size();
    }

    /** The share of images that were recognised, from 0 to 1. */
    double accuracy() {
        return (double) correct() / count();
    }

    double imagesPerSecond() {
        return count() / seconds;
    }

    /**
     * A class that was taken for another, and how often.
     */
    record Confusion(int actual, int predicted, int times) {
    }

    /** All confusions, the most frequent first. */
    List<Confusion> confusions() {
        int[][] times = new int[CLASSES][CLASSES];
        for (int image : mistakes()) {
            times[labels[image]][prediction(image).best()]++;
        }
        List<Confusion> confusions = new ArrayList<>();
        for (int actual = 0; actual < CLASSES; actual++) {
            for (int predicted = 0; predicted < CLASSES; predicted++) {
                if (times[actual][predicted] > 0) {
                    confusions.add(new Confusion(actual, predicted, times[actual][predicted]));
                }
            }
        }
        confusions.sort(Comparator.comparingInt((Confusion confusion) -> -confusion.times()));
        return confusions;
    }
}
