package tinytorch.nn.network;

import java.util.Collection;
import java.util.List;

import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Gradient descent: every parameter takes a small step against its gradient, the direction in which the loss grows fastest.
 * {@code torch.optim.SGD} without its options; module 08 has the others.
 */
public final class GradientDescent {
    private final List<Tensor> parameters;
    private final float learningRate;

    /**
     * Descent for these parameters, {@code layer.parameters().values()}.
     *
     * @param learningRate the length of a step in units of the gradient, above 0; 0.01 to 1 for small networks
     */
    public GradientDescent(Collection<Tensor> parameters, float learningRate) {
        if (!(learningRate > 0) || Float.isInfinite(learningRate)) {
            throw new IllegalArgumentException("GradientDescent: the learning rate must be a number above 0, got " + learningRate + ". Try 0.1.");
        }
        this.parameters = List.copyOf(parameters);
        this.learningRate = learningRate;
    }

    /** Moves all parameters. Tracking is off: a change of a parameter is no part of the computation that a gradient is wanted for. */
    public void step() {
        Tracking.off(() -> {
            parameters.forEach(parameter -> update(parameter, learningRate));
            return parameters;
        });
    }

    /** Forgets all gradients. Without this before each backward pass, they add up over all steps. */
    public void zeroGrad() {
        parameters.forEach(Tensor::zeroGrad);
    }

    /**
     * {@code p = p - learningRate * grad}, in place: layers hold this very tensor. A parameter without a gradient ({@code null}: no
     * backward pass reached it) stays as it is.
     *
     * <p>Worked example: p = 1, gradient 4 and rate 0.1 give 0.6.
     */
    static void update(Tensor parameter, float learningRate) {
        // tito:begin networks.train
        if (parameter.grad() != null) {
            parameter.subInPlace(parameter.grad().mul(learningRate));
        }
        // tito:end
    }
}
