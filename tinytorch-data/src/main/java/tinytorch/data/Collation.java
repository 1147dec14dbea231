package tinytorch.data;

import java.util.List;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/** How single examples become one batch: the {@code collate_fn} of PyTorch's loader. */
@FunctionalInterface
public interface Collation {

    /** Inputs and targets stacked along a new first axis: what fits examples of equal shapes. */
    Collation STACK = examples -> new Batch(stack("input", examples.stream().map(Example::input).toList()),
            stack("target", examples.stream().map(Example::target).toList()));

    /** One batch of these examples, in this order; there is at least one. */
    Batch collate(List<Example> examples);

    /**
     * Tensors of one shape {@code (...)} as one of shape {@code (N, ...)}: number n is {@code result[n]}.
     *
     * @param what names them in messages: {@code input} or {@code target}
     * @throws ShapeException if a shape differs from the first; the message names the example's place in the batch and both shapes
     */
    static Tensor stack(String what, List<Tensor> tensors) {
        Tensor first = tensors.getFirst();
        int[] dims = new int[first.rank() + 1];
        dims[0] = tensors.size();
        System.arraycopy(first.dims(), 0, dims, 1, first.rank());
        float[] all = new float[Math.multiplyExact(tensors.size(), first.size())];
        for (int n = 0; n < tensors.size(); n++) {
            Tensor tensor = tensors.get(n);
            if (!tensor.shape().equals(first.shape())) {
                throw new ShapeException("stack", "the " + what + " of example " + n + " of the batch must have the shape of the first", first.shape(),
                        tensor.shape(), "Give the loader a transform that makes them equal, or a collation of your own.");
            }
            Tensor row = tensor.contiguous();
            System.arraycopy(row.data(), row.offset(), all, n * first.size(), first.size());
        }
        return Tensor.wrap(all, dims);
    }
}
