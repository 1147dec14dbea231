package tinytorch.nn.activation;

import java.util.List;

import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Tensor;

/**
 * A function of one tensor that keeps its shape, with the rule for its gradient. The rule written here by hand is the very one
 * that autograd calls in module 07.
 *
 * <p>An activation has no numbers of its own to learn. It is a value: two {@code new ReLU()} are equal.
 */
public interface Activation extends DiffOp {

    /**
     * Computes the activation.
     *
     * @param x of any shape and memory layout; it is not changed
     * @return a new tensor of the same shape
     */
    Tensor forward(Tensor x);

    /**
     * The gradient with respect to the input, as a vector-Jacobian product: for a loss L, from {@code dL/doutput} to
     * {@code dL/dinput}. The loss itself is not known and not needed, so {@code gradOutput} may hold any numbers.
     *
     * @param gradOutput dL/doutput, of the output's shape
     * @param output     what {@link #forward(Tensor)} returned
     * @param input      what {@link #forward(Tensor)} was given, where {@link #needsInput} is true; otherwise it may have been
     *                   overwritten since, or be {@code null}, and the rule has to do with the output
     * @return dL/dinput, a new tensor of the input's shape
     */
    Tensor backward(Tensor gradOutput, Tensor output, Tensor input);

    /**
     * Whether {@link #backward(Tensor, Tensor, Tensor)} reads the input. Where it does not, a layer keeps the output
     * alone until then, and the input may be overwritten.
     */
    boolean needsInput();

    /**
     * Overwrites a tensor with its activation, for every view of its storage: {@code inplace=True} in PyTorch. It saves the
     * memory of a result, and is possible only where the gradient can be had from the output.
     *
     * @return {@code x} itself
     * @throws UnsupportedOperationException if the gradient needs the input, which would be lost
     * @throws IllegalStateException         if {@code x} wants a gradient and operations are tracked
     */
    default Tensor applyInPlace(Tensor x) {
        throw new UnsupportedOperationException(this + " in place: its gradient needs the input " + x.shape()
                + ", which would be overwritten. Use forward, which makes a new tensor.");
    }

    @Override
    default Tensor forward(List<Tensor> inputs) {
        return forward(inputs.getFirst());
    }

    @Override
    default List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        return List.of(backward(gradOutput, output, inputs.getFirst()));
    }
}
