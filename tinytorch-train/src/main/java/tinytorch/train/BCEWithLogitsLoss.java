package tinytorch.train;

import tinytorch.nn.network.Loss;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Binary cross-entropy from logits, for answers that are yes or no, each for itself (a picture may show a dog <em>and</em> a ball):
 * {@code torch.nn.BCEWithLogitsLoss}. Logits and targets have one shape, any; a target is 1 for yes, 0 for no, or a probability
 * between.
 *
 * @param positiveWeight how much more a yes counts than a no, above 0; 1 for none. With 9 times as many noes as yeses, 9 balances
 *                       them ({@code pos_weight})
 */
public record BCEWithLogitsLoss(float positiveWeight) implements Loss, CountedLoss {

    public BCEWithLogitsLoss {
        if (!(positiveWeight > 0) || Float.isInfinite(positiveWeight)) {
            throw new IllegalArgumentException("BCEWithLogitsLoss: the weight of a positive is a number above 0, got " + positiveWeight
                    + ". Take the number of noes divided by that of yeses, or 1.");
        }
    }

    /** Both answers count the same. */
    public BCEWithLogitsLoss() {
        this(1);
    }

    /**
     * The mean over all elements of {@code -(w * y * log(sigmoid(x)) + (1 - y) * log(1 - sigmoid(x)))} with logit x, target y and
     * the positive weight w.
     *
     * <p>Computed as written, {@code log(sigmoid(-200))} is log(0). With {@link #softplus}, {@code log(sigmoid(x)) = -softplus(-x)}
     * and {@code log(1 - sigmoid(x)) = -softplus(x)}, exact for any x: the loss is
     * {@code w * y * softplus(-x) + (1 - y) * softplus(x)}. A factor of 0 times an infinite softplus would be NaN: that happens for
     * an infinite logit alone.
     *
     * <p>Worked example: logits {@code [0, 0]}, targets {@code [1, 0]}: both cost {@code log 2 = 0.6931}, so does their mean; with
     * w = 3 the first costs 2.0794 and the mean is 1.3863.
     *
     * @throws ShapeException if the shapes differ or there are no elements
     */
    @Override
    public Tensor value(Tensor logits, Tensor targets) {
        check(logits, targets);
        // tito:begin train.bce
        float[] x = logits.toArray();
        float[] y = targets.toArray();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += positiveWeight * y[i] * softplus(-x[i]) + (1 - y[i]) * softplus(x[i]);
        }
        return Tensor.scalar((float) (sum / x.length));
        // tito:end
    }

    /**
     * {@code dL/dx = (w * y * (sigmoid(x) - 1) + (1 - y) * sigmoid(x)) / n} over n elements; for w = 1 that is
     * {@code (sigmoid(x) - y) / n}: prediction minus truth, as for all good pairs of loss and last activation.
     *
     * <p>Worked example: logits {@code [0, 0]}, targets {@code [1, 0]} give {@code [-0.25, 0.25]}.
     */
    @Override
    public Tensor gradient(Tensor logits, Tensor targets) {
        check(logits, targets);
        // tito:begin train.bce
        float[] x = logits.toArray();
        float[] y = targets.toArray();
        float[] gradient = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            double sigmoid = Math.exp(-softplus(-x[i]));
            gradient[i] = (float) ((positiveWeight * y[i] * (sigmoid - 1) + (1 - y[i]) * sigmoid) / x.length);
        }
        return Tensor.wrap(gradient, logits.dims());
        // tito:end
    }

    /**
     * {@code log(1 + exp(x))}, computed as {@code max(x, 0) + log1p(exp(-|x|))}: no power is above 1. {@code softplus(0) = log 2},
     * {@code softplus(1000) = 1000}.
     */
    static double softplus(double x) {
        // tito:begin train.bce
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        // tito:end
    }

    /** All elements: the mean goes over each of them. */
    @Override
    public int count(Tensor targets) {
        return targets.size();
    }

    private static void check(Tensor logits, Tensor targets) {
        if (!logits.shape().equals(targets.shape()) || logits.size() == 0) {
            throw new ShapeException("BCEWithLogitsLoss", "logits and targets must have one shape, and elements", logits.shape(), targets.shape(),
                    "Reshape one of them: nothing is broadcast here.");
        }
    }
}
