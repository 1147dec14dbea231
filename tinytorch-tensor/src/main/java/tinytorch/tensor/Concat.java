package tinytorch.tensor;

import java.util.List;

/**
 * Tensors one after the other along an axis that exists.
 *
 * @param axis counted from the front
 */
public record Concat(int axis) implements Op {

    /**
     * As {@code torch.cat}: {@code (2, 3)} and {@code (4, 3)} along axis 0 give {@code (6, 3)}. Make the result, then copy
     * every input into its own part of it ({@code narrow} is a view, so writing to it writes to the result).
     *
     * @throws ShapeException if the inputs differ in rank or in any axis but this one
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        // tito:begin tensor.join
        int[] dims = inputs.getFirst().dims();
        int total = 0;
        for (Tensor input : inputs) {
            if (input.rank() == dims.length) {
                dims[axis] = input.dim(axis);
            }
            if (!input.shape().equals(Shape.of(dims))) {
                throw new ShapeException("concat", "all axes but " + axis + " must be equal", inputs.getFirst().shape(), input.shape(),
                        "Reshape or pad the odd one.");
            }
            total = Math.addExact(total, input.dim(axis));
        }
        dims[axis] = total;
        Tensor out = Tensor.zeros(dims);
        int at = 0;
        for (Tensor input : inputs) {
            out.narrow(axis, at, input.dim(axis)).copyFrom(input);
            at += input.dim(axis);
        }
        return out;
        // tito:end
    }
}
