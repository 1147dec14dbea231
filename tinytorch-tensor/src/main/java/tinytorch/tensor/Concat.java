package tinytorch.tensor;

import java.util.List;

/**
 * Tensors one after the other along an axis that exists.
 *
 * @param axis counted from the front
 */
public record Concat(int axis) implements Op {

    /**
     * As {@code torch.cat}: {@code (2, 3)} and {@code (4, 3)} along axis 0 give {@code (6, 3)}. Make the result, with zeros,
     * then copy every input into its own part of it with {@code copyFrom}: {@code narrow} is a view, so writing to it
     * writes to the result.
     *
     * @throws ShapeException if the inputs differ in rank or in any axis but this one
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        int[] dims = inputs.getFirst().dims();
        for (Tensor input : inputs) {
            checkFits(inputs.getFirst().shape(), input.shape());
        }
        // tito:begin tensor.join
        dims[axis] = 0;
        for (Tensor input : inputs) {
            dims[axis] = Math.addExact(dims[axis], input.dim(axis));
        }
        Tensor out = Tensor.zeros(dims);
        int at = 0;
        for (Tensor input : inputs) {
            out.narrow(axis, at, input.dim(axis)).copyFrom(input);
            at += input.dim(axis);
        }
        return out;
        // tito:end
    }

    private void checkFits(Shape first, Shape other) {
        for (int i = 0; i < first.rank(); i++) {
            if (other.rank() != first.rank() || i != axis && other.dim(i) != first.dim(i)) {
                throw new ShapeException("concat", "all axes but " + axis + " must be equal", first, other, "Reshape or pad the odd one.");
            }
        }
    }
}
