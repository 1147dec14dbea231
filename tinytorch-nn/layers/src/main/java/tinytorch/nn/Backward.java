package tinytorch.nn;

import tinytorch.tensor.Shape;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * The protocol of gradients written by hand, in modules 04 and 05. A layer that implements it promises:
 *
 * <ol>
 * <li>{@code forward}, in train mode, keeps what the gradient will need ({@link Saved});
 * <li>{@code backward} gets the gradient of the loss with respect to the output, <em>adds</em> to the gradient of every
 *     parameter ({@link Tensor#accumulateGrad}) and returns the gradient with respect to the input;
 * <li>every {@code backward} belongs to the {@code forward} before it: one each, in turn.
 * </ol>
 *
 * <p>So a network runs its layers' forward from first to last and their backward from last to first, and no layer knows
 * the loss or its neighbours. From module 07 on autograd does the same without anybody writing {@code backward}, and
 * these results are what it is compared with.
 */
public interface Backward {

    /**
     * One step of the chain rule, from output to input.
     *
     * @param gradOutput dL/doutput, of the shape of the last output
     * @return dL/dinput, of the shape of the last input
     * @throws IllegalStateException if no {@code forward} in train mode came before
     * @throws ShapeException        if the gradient has another shape than the output
     */
    Tensor backward(Tensor gradOutput);

    /**
     * A layer's hand-written gradient.
     *
     * @throws UnsupportedOperationException if it has none
     */
    static Backward of(Layer layer) {
        if (layer instanceof Backward backward) {
            return backward;
        }
        throw new UnsupportedOperationException(layer.getClass().getSimpleName()
                + " has no hand-written backward. Implement Backward, or leave gradients to autograd (module 07).");
    }

    /**
     * Refuses a gradient that would be broadcast silently.
     *
     * @param layer  to name in the message
     * @param output the shape of what {@code forward} returned
     */
    static void requireShape(Layer layer, Tensor gradOutput, Shape output) {
        if (!gradOutput.shape().equals(output)) {
            throw new ShapeException(layer.getClass().getSimpleName() + ".backward",
                    "the gradient must have the shape of the output", output,
                    gradOutput.shape(), "Left is the output, right the gradient: pass dL/doutput of the last forward.");
        }
    }
}
