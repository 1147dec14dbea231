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
     * Tensors of one shape {@code (...)} as one of shape {@code (N, ...)}: number n is {@code result[n]}. The numbers are copied.
     *
     * <p>Worked example: {@code [1, 2]} and {@code [3, 4]}, of shape {@code (2,)}, give {@code [[1, 2], [3, 4]]} of shape {@code (2, 2)};
     * three targets of shape {@code ()} give one of shape {@code (3,)}.
     *
     * @param what names them in messages: {@code input} or {@code target}
     * @throws ShapeException if a shape differs from the first; the message names the example's place in the batch and both shapes
     */
    static Tensor stack(String what, List<Tensor> tensors) {
        Tensor first = tensors.getFirst();
        for (int n = 0; n < tensors.size(); n++) {
            if (!tensors.get(n).shape().equals(first.shape())) {
                throw new ShapeException("stack", "the " + what + " of example " + n + " of the batch must have the shape of the first",
                        first.shape(), tensors.get(n).shape(), "Give the loader a transform that makes them equal, or a collation of your own.");
            }
        }
        // tito:begin data.collate
        int[] dims = new int[first.rank() + 1];
        dims[0] = tensors.size();
        System.arraycopy(first.dims(), 0, dims, 1, first.rank());
        float[] all = new float[Math.multiplyExact(tensors.size(), first.size())];
        for (int n = 0; n < tensors.size(); n++) {
            Tensor row = tensors.get(n).contiguous();
            System.arraycopy(row.data(), row.offset(), all, n * first.size(), first.size());
        }
        return Tensor.wrap(all, dims);
        // tito:end
    }
}
