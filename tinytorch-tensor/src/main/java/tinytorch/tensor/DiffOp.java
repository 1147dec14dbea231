package tinytorch.tensor;

import java.util.List;

/** An operation that brings its own gradient rule: how every later module adds operations. */
public non-sealed interface DiffOp extends Op {

    /**
     * The vector-Jacobian product: for a loss L, from {@code dL/doutput} to {@code dL/dinput} for every input. Runs with tracking off.
     *
     * <p>Only inputs whose {@link Tensor#requiresGrad} is true want a gradient. Where one is expensive, ask, and return
     * {@code null} for an input that wants none: the first layer of a network then never computes the gradient of its images.
     * {@code null} for an input that does want one is an error.
     *
     * <p>A gradient that is returned belongs to the caller, who may change it in place. So it is a new tensor, or it is
     * {@code gradOutput}, the output, an input or a view of one of these (which the caller notices), but never a tensor that the
     * operation keeps for itself.
     *
     * @param gradOutput dL/doutput, of the output's shape and any memory layout; not to be changed
     * @param output     what {@link #forward} returned
     * @param inputs     what {@link #forward} was given
     * @return one gradient an input, in a list that may hold {@code null} ({@code Arrays.asList}), each of its input's shape
     */
    List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs);
}
