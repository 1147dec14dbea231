package tinytorch.kernels.fused;

import java.util.Arrays;

/**
 * Cross-entropy and its gradient together: {@code torch.nn.functional.cross_entropy} and what its backward gives. By themselves both compute the largest
 * logit and the sum of exponentials of every row; a training always wants both, and a row of a language model is long (50,257 logits in GPT-2).
 */
public final class CrossEntropySweep {
    private CrossEntropySweep() {
    }

    /**
     * For the rows {@code from} to {@code to - 1} of c logits z, with m and s of each from {@link OnlineSoftmax#row}, which writes the scaled softmax:
     *
     * <pre>
     * loss            = m + log(s) - z[true class]
     * gradient[r, j]  = scale * (exp(z[j] - m) / s - (1 if j is the true class, else 0))
     * </pre>
     *
     * <p>A class below 0 says that the row does not count (padding; PyTorch's {@code ignore_index} is -100): its loss and its gradients are 0. The true class's 1 is taken
     * away afterwards, from one number.
     *
     * <p>Worked example: logits [0, ln 3], class 1, scale 1: m = ln 3, s = 4/3; the loss is ln(4/3) = 0.2877, the gradient [1/4, 3/4 - 1].
     *
     * @param scale what the gradient is multiplied with: for a mean over rows, 1 / how many count
     * @return the sum of these rows' losses, in {@code double}, without the scale
     */
    public static double run(int from, int to, int c, float[] logits, int[] classes, float scale, float[] gradient) {
        // tito:begin kernels.cross-entropy
        double[] result = new double[2];
        float[] largest = new float[OnlineSoftmax.blocks(c)];
        double loss = 0;
        for (int row = from; row < to; row++) {
            int at = row * c;
            if (classes[row] < 0) {
                Arrays.fill(gradient, at, at + c, 0);
                continue;
            }
            OnlineSoftmax.row(c, logits, at, scale, gradient, largest, result);
            gradient[at + classes[row]] -= scale;
            loss += result[0] + Math.log(result[1]) - logits[at + classes[row]];
        }
        return loss;
        // tito:end
    }
}
