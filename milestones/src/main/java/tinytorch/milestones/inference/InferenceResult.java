package tinytorch.milestones.inference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came out of a run of the milestone.
 *
 * @param dataset    {@code mnist}, or {@code generated} if it could not be had
 * @param xorCorrect how many of the four cases of XOR are right
 * @param digits     how the digits were read
 * @param photos     how the photographs of CIFAR-10 were recognised; empty if they could not be had
 * @param unwritten  whether the photographs wait for modules that are not written, where no finished library takes their place
 * @param seconds    that everything took, files and downloads included
 */
record InferenceResult(String dataset, int xorCorrect, Evaluation digits, Optional<Evaluation> photos, boolean unwritten, double seconds) {
    static final String MNIST = "mnist";
    static final String GENERATED = "generated";
    /** The share of MNIST's test images that has to be recognised. */
    static final double GOAL = 0.975;
    /** The share of CIFAR-10's test photographs that has to be recognised. */
    static final double PHOTO_GOAL = 0.80;
    /** The test images of MNIST, and of CIFAR-10; all have to be looked at. */
    static final int IMAGES = 10_000;

    /** The same with the photographs, which took so many seconds in all. */
    InferenceResult with(Optional<Evaluation> looked, double more) {
        return new InferenceResult(dataset, xorCorrect, digits, looked, false, seconds + more);
    }

    /** The same without photographs, for which the learner has yet to write what a network for them takes. */
    InferenceResult withoutPhotos() {
        return new InferenceResult(dataset, xorCorrect, digits, Optional.empty(), true, seconds);
    }

    boolean achieved() {
        return xorAchieved() && digitsAchieved() && photos.map(one -> one.count() == IMAGES && one.accuracy() >= PHOTO_GOAL).orElse(unwritten);
    }

    boolean digitsAchieved() {
        return dataset.equals(MNIST) && digits.count() == IMAGES && digits.accuracy() >= GOAL;
    }

    /** Whether everything was measured on the real images, so that no missing data is to blame. */
    boolean real() {
        return dataset.equals(MNIST) && (photos.isPresent() || unwritten);
    }

    boolean xorAchieved() {
        return xorCorrect == 4;
    }

    /** For programs, in the order of the contract: milestone, achieved, dataset, metrics, seconds. */
    Map<String, Object> json(String code, String kernels, String photoKernels) {
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
        photos.ifPresent(one -> {
            metrics.put("cifar10_accuracy", one.accuracy());
            metrics.put("cifar10_correct", one.correct());
            metrics.put("cifar10_images", one.count());
            metrics.put("cifar10_images_per_second", Math.round(one.imagesPerSecond()));
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("milestone", "inference");
        json.put("achieved", achieved());
        json.put("dataset", dataset);
        json.put("metrics", metrics);
        json.put("seconds", Math.round(1000 * seconds) / 1000.0);
        json.put("code", code);
        json.put("kernels", kernels);
        json.put("cifar10_kernels", photoKernels);
        return json;
    }
}
