package tinytorch.train;

import tinytorch.nn.network.Loss;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Cross-entropy between the softmax of logits and the true classes, with the two options that real training needs:
 * {@code torch.nn.CrossEntropyLoss(label_smoothing=..., ignore_index=...)}.
 *
 * <pre>
 * logits   (N, C)   a row of C scores for each of N examples, any numbers
 * classes  (N,)     the true class of each example, a whole number from 0 to C - 1, or the ignored index
 * </pre>
 *
 * <p>A language model with logits {@code (N, T, C)} reshapes them to {@code (N * T, C)}. Beside module 05's {@code CrossEntropy} it
 * is a loop on plain arrays without a tensor in between.
 *
 * @param labelSmoothing how much of the target's probability is spread evenly over all classes, from 0 (none) to 1; often 0.1. The
 *                       network is no longer asked for certainty, which only endless growth of the logits could give
 * @param ignoreIndex    an example with this "class" does not count: padding. PyTorch's is -100
 */
public record CrossEntropyLoss(float labelSmoothing, int ignoreIndex) implements Loss, CountedLoss {
    /** PyTorch's default: no class. */
    public static final int IGNORE_NONE = -100;

    public CrossEntropyLoss {
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
            throw new IllegalArgumentException("CrossEntropyLoss: label smoothing is a fraction from 0 to 1, got " + labelSmoothing + ". Try 0.1.");
        }
    }

    /** Without smoothing. */
    public CrossEntropyLoss() {
        this(0, IGNORE_NONE);
    }

    /** With this smoothing. */
    public CrossEntropyLoss(double labelSmoothing) {
        this((float) labelSmoothing, IGNORE_NONE);
    }

    /**
     * The mean over all examples n that are not ignored of
     *
     * <pre>
     * loss_n = -sum_c q_n[c] * logsoftmax(z_n)[c]        q_n[c] = (1 - s) * (1 if c is the true class, else 0) + s / C
     *        = logsumexp(z_n) - (1 - s) * z_n[true] - s * mean_c z_n[c]
     * </pre>
     *
     * with the logits z and the smoothing s; the second line holds because the q of an example sum to 1. It needs one
     * {@link #logSumExp} a row and no array. Leave the mean out when s is 0: a class that was masked with -infinity would make it
     * NaN. Rows don't depend on each other, so {@link Kernels#parallel} may share them out; add up afterwards, in {@code double}.
     * If all are ignored the mean is 0/0, NaN, as in PyTorch.
     *
     * <p>Worked example: logits {@code [[0, log 3]]}, class 1: softmax is [1/4, 3/4]. Without smoothing the loss is
     * {@code -log(3/4) = 0.2877}; with 0.2 the target is [0.1, 0.9] and the loss {@code -0.1 log(1/4) - 0.9 log(3/4) = 0.3975}.
     *
     * @return a scalar
     * @throws ShapeException           if the shapes are not {@code (N, C)} and {@code (N,)} with N and C at least 1
     * @throws IllegalArgumentException if a class is neither a whole number from 0 to C - 1 nor the ignored index
     */
    @Override
    public Tensor value(Tensor logits, Tensor targets) {
        int[] classes = classes(logits, targets);
        // tito:begin train.cross-entropy
        Tensor rows = logits.contiguous();
        float[] z = rows.data();
        int c = rows.dim(1);
        double[] losses = new double[classes.length];
        Kernels.active().parallel(classes.length, (from, to) -> {
            for (int n = from; n < to; n++) {
                if (classes[n] != ignoreIndex) {
                    int at = rows.offset() + n * c;
                    double spread = labelSmoothing == 0 ? 0 : labelSmoothing * mean(z, at, c);
                    losses[n] = logSumExp(z, at, c) - (1 - labelSmoothing) * z[at + classes[n]] - spread;
                }
            }
        });
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        return Tensor.scalar((float) (sum / count(targets)));
        // tito:end
    }

    /**
     * {@code dL/dz_n[c] = (softmax(z_n)[c] - q_n[c]) / count} for every example that is not ignored, with q as in {@link #value}
     * and the number of examples that count; 0 in the row of an ignored one.
     *
     * <p>Worked example: logits {@code [[0, log 3]]}, class 1, smoothing 0.2: {@code [1/4 - 0.1, 3/4 - 0.9] = [0.15, -0.15]}. Every
     * row sums to 0.
     */
    @Override
    public Tensor gradient(Tensor logits, Tensor targets) {
        int[] classes = classes(logits, targets);
        // tito:begin train.cross-entropy
        Tensor rows = logits.contiguous();
        float[] z = rows.data();
        int c = rows.dim(1);
        int count = count(targets);
        Tensor result = Tensor.zeros(classes.length, c);
        float[] gradient = result.data();
        Kernels.active().parallel(classes.length, (from, to) -> {
            for (int n = from; n < to; n++) {
                if (classes[n] != ignoreIndex) {
                    int at = rows.offset() + n * c;
                    double logSumExp = logSumExp(z, at, c);
                    for (int j = 0; j < c; j++) {
                        double truth = (j == classes[n] ? 1 - labelSmoothing : 0) + (double) labelSmoothing / c;
                        gradient[n * c + j] = (float) ((Math.exp(z[at + j] - logSumExp) - truth) / count);
                    }
                }
            }
        });
        return result;
        // tito:end
    }

    /**
     * {@code log(sum_j exp(z[at + j]))} over j from 0 to count - 1, computed as {@code max + log(sum_j exp(z[at + j] - max))}: no
     * power is above 1, so nothing overflows, and the largest is exactly 1, so the logarithm is never that of 0.
     * {@code [1000, 1000]} gives {@code 1000 + log 2}.
     */
    static double logSumExp(float[] z, int at, int count) {
        // tito:begin train.cross-entropy
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < count; j++) {
            max = Math.max(max, z[at + j]);
        }
        double sum = 0;
        for (int j = 0; j < count; j++) {
            sum += Math.exp(z[at + j] - max);
        }
        return max + Math.log(sum);
        // tito:end
    }

    private static double mean(float[] z, int at, int count) {
        double sum = 0;
        for (int j = 0; j < count; j++) {
            sum += z[at + j];
        }
        return sum / count;
    }

    /** How many examples are not ignored. */
    @Override
    public int count(Tensor targets) {
        int count = 0;
        for (float target : targets.toArray()) {
            if (target != ignoreIndex) {
                count++;
            }
        }
        return count;
    }

    /**
     * The classes as whole numbers, or the ignored index, in an array of the caller's own.
     *
     * @throws ShapeException           as for {@link #value}
     * @throws IllegalArgumentException as for {@link #value}
     */
    public int[] classes(Tensor logits, Tensor targets) {
        if (logits.rank() != 2 || targets.rank() != 1 || targets.dim(0) != logits.dim(0) || logits.size() == 0) {
            throw new ShapeException("CrossEntropyLoss", "logits must be (N, C) and classes (N,)", logits.shape(), targets.shape(),
                    "Left are the logits, right the classes: one row of scores and one whole number for each example."
                            + " Reshape (N, T, C) to (N * T, C).");
        }
        float[] given = targets.toArray();
        int[] classes = new int[given.length];
        for (int n = 0; n < given.length; n++) {
            classes[n] = (int) given[n];
            if (classes[n] != given[n] || classes[n] != ignoreIndex && (classes[n] < 0 || classes[n] >= logits.dim(1))) {
                throw new IllegalArgumentException("CrossEntropyLoss: class " + given[n] + " of example " + n + " must be a whole number from 0 to "
                        + (logits.dim(1) - 1) + ", or " + ignoreIndex + " to be ignored. Logits " + logits.shape()
                        + ", classes " + targets.shape() + ".");
            }
        }
        return classes;
    }
}
