package tinytorch.compete.precision;

import java.util.List;

import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Tensor;

/**
 * Rounds on the way forward, and the gradient on the way back: what happens where a framework stores a tensor, and later its gradient, in two bytes. The slope of rounding is 0 nearly everywhere and would stop
 * all learning; what is meant is the identity ("straight through"), as PyTorch's {@code to(dtype)} has it.
 *
 * @param precision of both
 */
public record Rounding(Precision precision) implements DiffOp {

    /** {@code x} rounded, so that autograd remembers it. */
    public Tensor of(Tensor x) {
        return Tensor.apply(this, x);
    }

    @Override
    public Tensor forward(List<Tensor> inputs) {
        // tito:begin compete.mixed
        return precision.round(inputs.getFirst());
        // tito:end
    }

    /** The gradient, rounded: below 2^-25 a half becomes 0, and above 65504 infinity. */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        // tito:begin compete.mixed
        return List.of(precision.round(gradOutput));
        // tito:end
    }
}
