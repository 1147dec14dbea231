package tinytorch.nn.network;

import tinytorch.nn.activation.LogSoftmax;
import tinytorch.nn.activation.Softmax;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Cross-entropy between the softmax of logits and the true classes, for predictions that are a choice: {@code torch.nn.CrossEntropyLoss}.
 *
 * <pre>
 * logits   (N, C)   a row of C scores for each of N examples, any numbers
 * classes  (N,)     the true class of each example, a whole number from 0 to C - 1
 * </pre>
 *
 * <p>It takes logits, not probabilities, because {@code log(softmax(z))} computed in one is exact where the two steps apart give
 * {@code log(0)}, and because the gradient becomes as simple as it is below.
 */
public record CrossEntropy() implements Loss {

    /**
     * {@code L = -1/N * sum_n logsoftmax(logits)[n, classes[n]]}: the mean over the examples of the negative logarithm of the probability
     * given to the true class, as a scalar.
     *
     * <p>{@link LogSoftmax} over axis 1 gives the logarithms. Pick one a row; adding up in {@code double} costs nothing here.
     *
     * <p>Worked example: logits {@code [[0, 0]]} and class 1 give {@code -log(1/2) = 0.6931}: the network knows nothing. C equal
     * logits always give {@code log(C)}, the loss to expect before the first step.
     *
     * @throws ShapeException           if the shapes are not {@code (N, C)} and {@code (N,)} with N and C at least 1
     * @throws IllegalArgumentException if a class is no whole number from 0 to C - 1
     */
    @Override
    public Tensor value(Tensor logits, Tensor classes) {
        check(logits, classes);
        // tito:begin networks.loss
        Tensor logProbabilities = new LogSoftmax(1).forward(logits);
        double sum = 0;
        for (int n = 0; n < logits.dim(0); n++) {
            sum += logProbabilities.get(n, (int) classes.get(n));
        }
        return Tensor.scalar((float) (-sum / logits.dim(0)));
        // tito:end
    }

    /**
     * {@code dL/dlogits = (softmax(logits) - onehot(classes)) / N}: of every probability take away 1 if it is that of the true
     * class, then divide by the number of examples.
     *
     * <p>Worked example: logits {@code [[0, 0]]} and class 1 give {@code [[0.5, -0.5]]}. Every row sums to 0.
     */
    @Override
    public Tensor gradient(Tensor logits, Tensor classes) {
        check(logits, classes);
        // tito:begin networks.loss
        Tensor gradient = new Softmax(1).forward(logits).copy();
        for (int n = 0; n < logits.dim(0); n++) {
            int trueClass = (int) classes.get(n);
            gradient.set(gradient.get(n, trueClass) - 1, n, trueClass);
        }
        return gradient.div(logits.dim(0));
        // tito:end
    }

    private static void check(Tensor logits, Tensor classes) {
        if (logits.rank() != 2 || classes.rank() != 1 || classes.dim(0) != logits.dim(0) || logits.size() == 0) {
            throw new ShapeException("CrossEntropy", "logits must be (N, C) and classes (N,)", logits.shape(), classes.shape(),
                    "Left are the logits, right the classes: one row of scores and one whole number for each example.");
        }
        for (int n = 0; n < classes.dim(0); n++) {
            float c = classes.get(n);
            if (!(c >= 0 && c < logits.dim(1) && c == Math.rint(c))) {
                throw new IllegalArgumentException("CrossEntropy: class " + c + " of example " + n + " must be a whole number from 0 to "
                        + (logits.dim(1) - 1) + ". Logits " + logits.shape() + ", classes " + classes.shape() + ".");
            }
        }
    }
}
