package tinytorch.tensor;

import java.util.List;

/** An operation that brings its own gradient rule: how every later module adds operations. */
public non-sealed interface DiffOp extends Op {

    /**
     * The vector-Jacobian product: for a loss L, from {@code dL/doutput} to {@code dL/dinput} for every input.
     *
     * @param gradOutput dL/doutput, of the output's shape
     * @param output     what {@link #forward} returned
     * @param inputs     what {@link #forward} was given
     * @return one gradient an input, each of that input's shape; {@code null} for an input that has none, such as indices
     */
    List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs);
}
