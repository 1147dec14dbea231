package tinytorch.nn.network;

import java.util.List;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Mean squared error, for predictions that are quantities: {@code torch.nn.MSELoss}. Prediction and target have one shape, any;
 * broadcasting would hide the mistake of comparing {@code (N, 1)} with {@code (N,)}, which makes N x N differences.
 */
public record MeanSquaredError() implements Loss {

    /**
     * {@code L = 1/n * sum_i (prediction_i - target_i)^2} over all n elements, as a scalar.
     *
     * <p>Worked example: {@code [1, 2]} against {@code [0, 4]} is {@code (1 + 4) / 2 = 2.5}.
     *
     * @throws ShapeException if the shapes differ
     */
    @Override
    public Tensor value(Tensor prediction, Tensor target) {
        check(prediction, target);
        // tito:begin networks.loss
        Tensor difference = prediction.sub(target);
        return difference.mul(difference).mean();
        // tito:end
    }

    /**
     * {@code dL/dprediction_i = 2/n * (prediction_i - target_i)}, n being the number of all elements.
     *
     * <p>Worked example: {@code [1, 2]} against {@code [0, 4]} gives {@code [1, -2]}.
     */
    @Override
    public Tensor gradient(Tensor prediction, Tensor target) {
        check(prediction, target);
        // tito:begin networks.loss
        return prediction.sub(target).mul(2f / prediction.size());
        // tito:end
    }

    /** Prediction and target play the same part, so the target's gradient is the opposite one. */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        Tensor gradient = gradient(inputs.get(0), inputs.get(1)).mul(gradOutput);
        return List.of(gradient, gradient.neg());
    }

    private static void check(Tensor prediction, Tensor target) {
        if (!prediction.shape().equals(target.shape()) || prediction.size() == 0) {
            throw new ShapeException("MeanSquaredError", "prediction and target must have one shape, and elements", prediction.shape(), target.shape(),
                    "Reshape one of them: nothing is broadcast here.");
        }
    }
}
