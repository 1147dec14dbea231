package tinytorch.tensor;

import java.util.List;

/**
 * An operation on tensors, as a value. {@link Tensor#apply} runs it and remembers it in the result, so that module 07
 * can ask every operation for its gradient rule; as this interface is sealed, a forgotten rule is a compile error.
 *
 * <p>A later module adds operations by implementing {@link DiffOp}, which brings its own rule.
 */
public sealed interface Op permits UnaryOp, BinaryOp, Comparison, Where, Reduce, MatMul, ViewOp, Copy, IndexSelect, Concat, DiffOp {

    /** Computes the result. Called by {@link Kernels#forward} alone, with tracking off. */
    Tensor forward(List<Tensor> inputs);

    /** False for operations whose result is a step function of the inputs: their gradient is zero or undefined everywhere. */
    default boolean differentiable() {
        return true;
    }
}
