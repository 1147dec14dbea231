package tinytorch.data;

import tinytorch.tensor.Tensor;

/**
 * Several examples as two tensors, whose first axis counts them.
 *
 * @param inputs  of shape {@code (N, ...)}
 * @param targets of shape {@code (N, ...)}; {@code (N,)} for classes
 */
public record Batch(Tensor inputs, Tensor targets) {

    /** How many examples: N. */
    public int size() {
        return inputs.dim(0);
    }
}
