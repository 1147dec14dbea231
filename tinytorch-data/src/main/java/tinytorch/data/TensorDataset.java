package tinytorch.data;

import java.util.Objects;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Examples that are rows of two tensors in memory: example i is {@code (inputs[i], targets[i])}. The rows are views: an example costs
 * no copy.
 */
public final class TensorDataset implements Dataset {
    private final Tensor inputs;
    private final Tensor targets;

    /**
     * @param inputs  of shape {@code (N, ...)}
     * @param targets of shape {@code (N, ...)}
     * @throws ShapeException if one has no axes, or they have different numbers of rows
     */
    public TensorDataset(Tensor inputs, Tensor targets) {
        if (inputs.rank() == 0 || targets.rank() == 0 || inputs.dim(0) != targets.dim(0)) {
            throw new ShapeException("TensorDataset", "the first axis counts the examples of both", inputs.shape(), targets.shape(),
                    "Give each input one target.");
        }
        this.inputs = inputs;
        this.targets = targets;
    }

    @Override
    public int size() {
        return inputs.dim(0);
    }

    @Override
    public Example get(int index) {
        Objects.checkIndex(index, size());
        // tito:begin data.dataset
        return new Example(inputs.select(0, index), targets.select(0, index));
        // tito:end
    }
}
