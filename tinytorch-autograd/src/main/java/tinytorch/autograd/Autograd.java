package tinytorch.autograd;

import java.util.List;
import java.util.function.Supplier;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Gradients of whatever was computed, by a walk back through the operations that computed it: {@code torch.autograd}.
 *
 * <p>A tensor for which {@link Tensor#requiresGrad(boolean) requiresGrad(true)} was called is a <em>leaf</em>: parameters are leaves.
 * Every result that was computed from a leaf remembers its operation and its inputs ({@link Tensor#origin}). {@code backward} follows them
 * from the loss to the leaves and <em>adds</em> dLoss/dleaf to {@link Tensor#grad} of each:
 *
 * <pre>{@code
 * Tensor loss = Tensor.apply(new CrossEntropy(), network.forward(images), classes);
 * Autograd.backward(loss);
 * network.parameters().values().forEach(p -> ... p.grad() ...);
 * }</pre>
 *
 * <p>While it walks, the graph is taken apart behind it, so that the memory of results nobody else holds is free for the gradients.
 * A second {@code backward} through the same graph is therefore refused, unless the first was told to retain it.
 *
 * <p>Nothing is remembered in {@link #noGrad} blocks, nor past {@link Tensor#detach}.
 */
public final class Autograd {
    private Autograd() {
    }

    /**
     * Adds dLoss/dleaf to the gradient of every leaf that the loss was computed from.
     *
     * @param loss a tensor of one element
     * @throws IllegalStateException if the loss does not depend on a tensor that wants a gradient, a part of its graph was released by an
     *                               earlier backward, or a tensor that a rule needs was changed in place
     */
    public static void backward(Tensor loss) {
        if (loss.size() != 1) {
            throw new ShapeException("Autograd.backward: a loss has one element, got the shape " + loss.shape()
                    + ". Reduce it with sum() or mean(), or pass the gradient of your loss with respect to it.");
        }
        backward(loss, Tensor.ones(loss.dims()));
    }

    /**
     * The same from any tensor, given how a loss that is not part of the graph depends on it: a vector-Jacobian product.
     *
     * @param gradient dLoss/doutput, of the output's shape; it is not changed
     */
    public static void backward(Tensor output, Tensor gradient) {
        backward(output, gradient, false);
    }

    /**
     * The same, with a choice: {@code retainGraph} leaves the graph as it is, so that backward can be called once more.
     */
    public static void backward(Tensor output, Tensor gradient, boolean retainGraph) {
        requireGraph("Autograd.backward", output, gradient);
        Tracking.off(() -> {
            new BackwardWalk(output, List.of(), retainGraph).run(gradient);
            return null;
        });
    }

    /**
     * Gradients with respect to chosen tensors, which need not be leaves; no tensor's {@link Tensor#grad} changes. The walk ends at
     * the chosen tensors, as if they were leaves, so each gradient is a partial derivative that takes the others as given.
     *
     * @param output   what to differentiate; its graph down to the chosen tensors is released
     * @param gradient dLoss/doutput, of the output's shape; it is not changed
     * @param inputs   the tensors to differentiate by
     * @return one gradient an input, of its shape; {@code null} where the output does not depend on it
     */
    public static List<Tensor> gradients(Tensor output, Tensor gradient, List<Tensor> inputs) {
        requireGraph("Autograd.gradients", output, gradient);
        return Tracking.off(() -> {
            BackwardWalk walk = new BackwardWalk(output, inputs, false);
            walk.run(gradient);
            return walk.gradients();
        });
    }

    /** Runs the block without remembering anything, and returns its result: {@code torch.no_grad()}. The same as {@link Tracking#off}. */
    public static <T> T noGrad(Supplier<T> block) {
        return Tracking.off(block);
    }

    private static void requireGraph(String method, Tensor output, Tensor gradient) {
        if (!output.requiresGrad()) {
            throw new IllegalStateException(method + ": the tensor of shape " + output.shape() + " does not depend on any that wants a gradient. "
                    + "Call requiresGrad(true) on what you want to learn, and compute the output with tracking on.");
        }
        if (!gradient.shape().equals(output.shape())) {
            throw new ShapeException(method, "the gradient must have the shape of the output", output.shape(), gradient.shape(),
                    "Left is the output, right the gradient: pass dLoss/doutput.");
        }
    }
}
