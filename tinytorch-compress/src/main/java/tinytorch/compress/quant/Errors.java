package tinytorch.compress.quant;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/** What quantisation changed. */
public final class Errors {
    private Errors() {
    }

    /** {@code sqrt(mean((a - b)^2))}. */
    public static double rootMeanSquare(Tensor a, Tensor b) {
        if (!a.shape().equals(b.shape())) {
            throw new ShapeException("Errors.rootMeanSquare", "both tensors must have one shape", a.shape(), b.shape(), "Compare a tensor with its own quantised form.");
        }
        float[] left = a.toArray();
        float[] right = b.toArray();
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            double difference = (double) left[i] - right[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum / Math.max(1, left.length));
    }
}
