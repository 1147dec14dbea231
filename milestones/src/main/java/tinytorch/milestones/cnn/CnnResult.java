package tinytorch.milestones.cnn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came out of a run of the milestone.
 *
 * @param dataset      {@code cifar-10}, or {@code generated} if it could not be had
 * @param correct      test pictures that were told right
 * @param images       test pictures in all
 * @param trainSeconds time of all training steps, without the tests between
 * @param gcSeconds    how much of it the garbage collector took
 * @param rate         training pictures a second; NaN if no step was taken in this run
 * @param epochs       that were trained
 * @param unmoved      the names of parameters and running statistics that are what they were before the training
 */
record CnnResult(String dataset, int correct, int images, double trainSeconds, double gcSeconds, double rate, int epochs, List<String> unmoved) {
    /** The share of CIFAR-10's test pictures that has to be told right. */
    static final double GOAL = 0.75;
    /** The share of generated pictures up to which a network may have guessed: with ten shapes a tenth is chance. */
    static final double GUESSED = 0.2;
    /** CIFAR-10's test pictures, all of which have to be looked at. */
    static final int IMAGES = 10_000;

    double accuracy() {
        return (double) correct / images;
    }

    /** Measured on all photographs of the test, and by a network of which every part has learned. */
    boolean achieved() {
        return real() && images == IMAGES && learned(GOAL);
    }

    /** Whether the network is right so often, and no part of it was left out of the training. */
    boolean learned(double share) {
        return accuracy() >= share && unmoved.isEmpty();
    }

    boolean real() {
        return dataset.equals(Photographs.CIFAR10);
    }

    /** For programs. The options and the machine follow after this. */
    Map<String, Object> json() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put(real() ? "test_accuracy" : "generated_accuracy", accuracy());
        metrics.put("train_seconds", Math.round(1000 * trainSeconds) / 1000.0);
        metrics.put("gc_seconds", Math.round(1000 * gcSeconds) / 1000.0);
        metrics.put("images_per_second", Double.isNaN(rate) ? 0 : Math.round(rate));
        metrics.put("epochs", epochs);
        metrics.put("test_correct", correct);
        metrics.put("test_images", images);
        metrics.put("unmoved_tensors", unmoved.size());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("milestone", "cnn");
        json.put("achieved", achieved());
        json.put("dataset", dataset);
        json.put("metrics", metrics);
        json.put("unmoved", unmoved);
        return json;
    }
}
