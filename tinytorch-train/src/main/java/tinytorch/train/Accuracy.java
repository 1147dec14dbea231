package tinytorch.train;

import tinytorch.tensor.Tensor;

/**
 * The fraction of examples whose true class has the highest score, or is among the k highest ("top-k": ImageNet's top-5). An
 * example whose class is negative does not count.
 */
public final class Accuracy implements Metric {
    private final int k;
    private long right;
    private long all;

    private Accuracy(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("Accuracy.top: k must be 1 or more, got " + k + ".");
        }
        this.k = k;
    }

    /** The true class must have the highest score. */
    public Accuracy() {
        this(1);
    }

    /** The true class must be among the k highest. */
    public static Accuracy top(int k) {
        return new Accuracy(k);
    }

    @Override
    public String name() {
        return k == 1 ? "accuracy" : "top-" + k + " accuracy";
    }

    @Override
    public void reset() {
        right = 0;
        all = 0;
    }

    @Override
    public void add(Tensor predictions, Tensor targets) {
        Scores scores = Scores.of("Accuracy", predictions, targets);
        // tito:begin train.metrics
        for (int n = 0; n < scores.targets().length; n++) {
            if (scores.targets()[n] >= 0) {
                all++;
                right += rank(scores.values(), n * scores.classes(), scores.classes(), scores.targets()[n]) < k ? 1 : 0;
            }
        }
        // tito:end
    }

    /**
     * How many classes stand before the true one when they are ordered by score, the highest first. Of equal scores the first
     * stands first, as {@code argmax} has it. Nothing needs to be sorted: count the scores that are higher, and the equal ones at a
     * smaller place. A true class whose score is NaN is behind all others: then the answer is {@code classes}.
     *
     * <p>Worked example: scores {@code [0.1, 0.5, 0.5, 0.9]}: class 3 has rank 0, class 1 rank 1, class 2 rank 2, class 0 rank 3.
     *
     * @param values the scores of one example, from {@code values[at]} on
     */
    static int rank(float[] values, int at, int classes, int trueClass) {
        // tito:begin train.metrics
        float own = values[at + trueClass];
        if (Float.isNaN(own)) {
            return classes;
        }
        int before = 0;
        for (int c = 0; c < classes; c++) {
            if (values[at + c] > own || values[at + c] == own && c < trueClass) {
                before++;
            }
        }
        return before;
        // tito:end
    }

    @Override
    public double value() {
        return (double) right / all;
    }
}
