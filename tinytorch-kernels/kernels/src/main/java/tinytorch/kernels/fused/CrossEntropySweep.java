package tinytorch.kernels.fused;

import java.util.Arrays;

import jdk.incubator.vector.VectorMask;

/**
 * Cross-entropy and its gradient together: {@code torch.nn.functional.cross_entropy} and what its backward gives. By themselves both compute the largest
 * logit and the sum of exponentials of every row; a training always wants both, and a row of a language model is long (50,257 logits in GPT-2).
 */
public final class CrossEntropySweep {
    private CrossEntropySweep() {
    }

    /**
     * For the rows {@code from} to {@code to - 1} of c logits z, with the {@link OnlineSoftmax#statistics statistics} m and s of each:
     *
     * <pre>
     * loss            = m + log(s) - z[true class]
     * gradient[r, j]  = scale * (exp(z[j] - m) / s - (1 if j is the true class, else 0))
     * </pre>
     *
     * <p>A class below 0 says that the row does not count (padding; PyTorch's {@code ignore_index} is -100): its loss and its gradients are 0. The true class's 1 is taken
     * away after the loop, from one number: no comparison within it.
     *
     * <p>Worked example: logits [0, ln 3], class 1, scale 1: m = ln 3, s = 4/3; the loss is ln(4/3) = 0.2877, the gradient [1/4, 3/4 - 1].
     *
     * @param scale what the gradient is multiplied with: for a mean over rows, 1 / how many count
     * @return the sum of these rows' losses, in {@code double}, without the scale
     */
    public static double run(int from, int to, int c, float[] logits, int[] classes, float scale, float[] gradient) {
        // tito:begin kernels.cross-entropy
        int whole = c - c % Vectors.LANES;
        VectorMask<Float> rest = Vectors.lanes(whole, c);
        float[] result = new float[2];
        double loss = 0;
        for (int row = from; row < to; row++) {
            int at = row * c;
            if (classes[row] < 0) {
                Arrays.fill(gradient, at, at + c, 0);
                continue;
            }
            OnlineSoftmax.statistics(c, logits, at, result);
            float max = result[0];
            float factor = scale / result[1];
            for (int j = 0; j < whole; j += Vectors.LANES) {
                Vectors.exp(Vectors.load(logits, at + j).sub(max)).mul(factor).intoArray(gradient, at + j);
            }
            if (whole < c) {
                Vectors.exp(Vectors.load(logits, at + whole, rest).sub(max)).mul(factor).intoArray(gradient, at + whole, rest);
            }
            gradient[at + classes[row]] -= scale;
            loss += max + Math.log(result[1]) - logits[at + classes[row]];
        }
        return loss;
        // tito:end
    }
}
