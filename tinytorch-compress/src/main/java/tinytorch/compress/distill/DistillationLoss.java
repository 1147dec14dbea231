package tinytorch.compress.distill;

import tinytorch.nn.network.Loss;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.train.CrossEntropyLoss;

/**
 * How far a student is from its teacher and from the truth. (Hinton, Vinyals and Dean, "Distilling the Knowledge in a Neural Network", 2015.)
 *
 * <pre>
 * logits    (N, C)        the student's scores
 * targets   (N, 1 + C)    the true class and the teacher's logits, as {@link TaughtDataset} puts them together; or (N,), the classes alone
 * </pre>
 *
 * <p>A picture of a 7 that looks like a 1 has the class 7 and nothing else. The teacher says: 7, perhaps 1, never 8. What it says about the wrong classes is most of what it knows. At temperature 1 that
 * is hidden in digits far behind the point; a higher temperature makes it large enough to learn from.
 *
 * @param temperature T, what all logits are divided by before the softmax, above 0; often 2 to 10
 * @param alpha       how much the teacher counts, from 0 (only the truth) to 1 (only the teacher); often 0.5 to 0.9
 */
public record DistillationLoss(double temperature, double alpha) implements Loss {
    private static final CrossEntropyLoss TRUTH = new CrossEntropyLoss();

    public DistillationLoss {
        if (!(temperature > 0) || Double.isInfinite(temperature) || !(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("DistillationLoss: the temperature is a number above 0 and alpha from 0 to 1, got " + temperature + " and " + alpha + ". Try 4 and 0.9.");
        }
    }

    /**
     * With the student's logits s, the teacher's t and the classes c, as means over the N examples:
     *
     * <pre>
     * p = softmax(t / T)        q = softmax(s / T)
     * L = alpha * T^2 * sum_c p_c (log p_c - log q_c)  +  (1 - alpha) * cross-entropy(s, c)
     * </pre>
     *
     * The sum is the Kullback-Leibler divergence, 0 where the student says what the teacher says. Its gradient shrinks with 1 / T^2; the factor T^2 makes up for it, so that alpha means the same at every
     * temperature. The cross-entropy is at temperature 1: {@link CrossEntropyLoss}.
     *
     * <p>{@link #logSoftmax} gives both logarithms. For classes alone, (N,), L is the cross-entropy alone: what a student is judged by.
     *
     * <p>Worked example: T = 2, t = [2 ln 3, 0], s = [0, 0], class 0, alpha = 0.5: p = [3/4, 1/4], q = [1/2, 1/2], the divergence 3/4 ln(3/2) + 1/4 ln(1/2) = 0.1308, the cross-entropy
     * ln 2 = 0.6931, L = 0.5 * 4 * 0.1308 + 0.5 * 0.6931 = 0.6082.
     */
    @Override
    public Tensor value(Tensor logits, Tensor targets) {
        check(logits, targets);
        if (targets.rank() == 1) {
            return TRUTH.value(logits, targets);
        }
        Tensor classes = targets.select(1, 0);
        // tito:begin compress.distill
        int n = logits.dim(0);
        double[] student = logSoftmax(logits);
        double[] teacher = logSoftmax(targets.narrow(1, 1, logits.dim(1)));
        double divergence = 0;
        for (int i = 0; i < student.length; i++) {
            divergence += Math.exp(teacher[i]) * (teacher[i] - student[i]);
        }
        double soft = alpha * temperature * temperature * divergence / n;
        return Tensor.scalar((float) (soft + (1 - alpha) * TRUTH.value(logits, classes).item()));
        // tito:end
    }

    /**
     * {@code dL/ds = (alpha * T * (q - p) + (1 - alpha) * (softmax(s) - onehot(c))) / N}. Of T^2 one T is left: dividing by it was the first thing done to s. The second part is
     * {@link CrossEntropyLoss#gradient}, which has the 1 / N in it.
     *
     * <p>Worked example, as above: 0.5 * 2 * [1/2 - 3/4, 1/2 - 1/4] + 0.5 * [1/2 - 1, 1/2] = [-0.5, 0.5].
     */
    @Override
    public Tensor gradient(Tensor logits, Tensor targets) {
        check(logits, targets);
        if (targets.rank() == 1) {
            return TRUTH.gradient(logits, targets);
        }
        Tensor classes = targets.select(1, 0);
        // tito:begin compress.distill
        double[] student = logSoftmax(logits);
        double[] teacher = logSoftmax(targets.narrow(1, 1, logits.dim(1)));
        float[] gradient = TRUTH.gradient(logits, classes).toArray();
        double factor = alpha * temperature / logits.dim(0);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) (factor * (Math.exp(student[i]) - Math.exp(teacher[i])) + (1 - alpha) * gradient[i]);
        }
        return Tensor.wrap(gradient, logits.dims());
        // tito:end
    }

    /**
     * {@code log softmax(z / T)} of each row of (N, C), row-major, in {@code double}: {@code z / T - max - log(sum exp(z / T - max))}, with the largest {@code z / T} of the row as max. No power is above
     * 1, and none of the logarithms is that of 0, also for logits of 1000.
     */
    private double[] logSoftmax(Tensor logits) {
        float[] z = logits.toArray();
        int c = logits.dim(1);
        double[] out = new double[z.length];
        // tito:begin compress.distill
        for (int row = 0; row < z.length; row += c) {
            double max = Double.NEGATIVE_INFINITY;
            for (int j = row; j < row + c; j++) {
                max = Math.max(max, z[j] / temperature);
            }
            double sum = 0;
            for (int j = row; j < row + c; j++) {
                sum += Math.exp(z[j] / temperature - max);
            }
            for (int j = row; j < row + c; j++) {
                out[j] = z[j] / temperature - max - Math.log(sum);
            }
        }
        return out;
        // tito:end
    }

    private static void check(Tensor logits, Tensor targets) {
        boolean fits = logits.rank() == 2 && logits.size() > 0 && targets.rank() > 0 && targets.dim(0) == logits.dim(0)
                && (targets.rank() == 1 || targets.rank() == 2 && targets.dim(1) == 1 + logits.dim(1));
        if (!fits) {
            throw new ShapeException("DistillationLoss", "logits must be (N, C) and targets (N, 1 + C) or (N,)", logits.shape(), targets.shape(),
                    "Left are the student's logits, right for each example its class and the teacher's logits: TaughtDataset makes them.");
        }
    }
}
