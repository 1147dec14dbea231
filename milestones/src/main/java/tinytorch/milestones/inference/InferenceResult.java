package tinytorch.milestones.inference;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came out of a run of the milestone.
 *
 * @param dataset    {@code mnist}, or {@code generated} if it could not be had
 * @param xorCorrect how many of the four cases of XOR are right
 * @param digits     how the digits were read
 * @param seconds    that everything took, files and downloads included
 */
record InferenceResult(String dataset, int xorCorrect, Evaluation digits, double seconds) {
    static final String MNIST = "mnist";
    static final String GENERATED = "generated";
    /** The share of MNIST's test images that has to be recognised. */
    static final double GOAL = 0.975;
    /** MNIST's test images, all of which have to be looked at. */
    static final int IMAGES = 10_000;

    boolean achieved() {
        return xorAchieved() && dataset.equals(MNIST) && digits.count() == IMAGES && digits.accuracy() >= GOAL;
    }

    boolean xorAchieved() {
        return xorCorrect == 4;
    }

    /** For programs, in the order of the contract: milestone, achieved, dataset, metrics, seconds. */
    Map<String, Object> json(String code, String kernels) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("xor_correct", xorCorrect);
        if (dataset.equals(MNIST)) {
            metrics.put("mnist_accuracy", digits.accuracy());
            metrics.put("mnist_correct", digits.correct());
        } else {
            metrics.put("generated_correct", digits.correct());
        }
        metrics.put("images", digits.count());
        metrics.put("images_per_second", Math.round(digits.imagesPerSecond()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("milestone", "inference");
        json.put("achieved", achieved());
        json.put("dataset", dataset);
        json.put("metrics", metrics);
        json.put("seconds", Math.round(1000 * seconds) / 1000.0);
        json.put("code", code);
        json.put("kernels", kernels);
        return json;
    }
}
