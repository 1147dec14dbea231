package tinytorch.kernels.fusion;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.Copy;
import tinytorch.tensor.Origin;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.tensor.UnaryOp;

/**
 * Finds out what a function of tensors computes by running it once, on two numbers, and reading in the result where it came from: the graph that autograd
 * walks back is a program. {@code torch.jit.trace} does the same.
 *
 * <p>A trace sees one run. A function that chooses by its numbers, or reads them from the array and computes outside of tensors, would be traced wrongly.
 * So it is run on other numbers too, and both traces must be equal; and what was not made by an operation must be an input or one number.
 */
final class Trace {
    private static final float[][] SAMPLES = {{0.3f, -0.7f}, {-1.9f, 0.1f}};

    private final List<Value> values = new ArrayList<>();
    private final Map<Tensor, Integer> numbers = new IdentityHashMap<>();

    private Trace(List<Tensor> inputs) {
        for (Tensor input : inputs) {
            numbers.put(input, number(new Value.Input(values.size())));
        }
    }

    /**
     * The values in the order in which they are computed, the result last; or nothing if the function does more than work element by element with the
     * operations that a {@link Program} knows.
     *
     * @param count how many inputs it has
     */
    static Optional<List<Value>> of(ElementWise function, int count) {
        Optional<List<Value>> first = of(function, count, SAMPLES[0]);
        return first.equals(of(function, count, SAMPLES[1])) ? first : Optional.empty();
    }

    private static Optional<List<Value>> of(ElementWise function, int count, float[] numbers) {
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            inputs.add(Tensor.of(numbers[0] + i, numbers[1] + i).requiresGrad(true));
        }
        Tensor result = Tracking.on(() -> function.of(inputs));
        Trace trace = new Trace(inputs);
        int number = trace.numberOf(result);
        // Not an input that is passed on, and not a constant.
        boolean computed = number == trace.values.size() - 1 && number >= count && result.size() == numbers.length;
        return computed ? Optional.of(trace.values) : Optional.empty();
    }

    /**
     * The number of a tensor's value, after those it is computed from; -1 if it can't be told how it came about.
     *
     * <p>{@link #numbers} knows the inputs from the start, and whatever has been met: a tensor that is used twice is one value. Any other was made by an operation ({@link Tensor#origin}, then
     * {@link #made}), or was there before ({@link #leaf}).
     *
     * <p>Worked example: for {@code x.mul(x).exp()} with input x, number 0, the last tensor's origin is exp of {@code x.mul(x)}. So first that one gets number 1, Binary(MUL, 0, 0), then the last
     * number 2, Unary(exp, 1).
     */
    private int numberOf(Tensor tensor) {
        // tito:begin kernels.trace
        Integer known = numbers.get(tensor);
        if (known != null) {
            return known;
        }
        int number = tensor.origin() == null ? leaf(tensor) : made(tensor.origin());
        numbers.put(tensor, number);
        return number;
        // tito:end
    }

    /** A single number that the function brought along is a constant; an array could hold anything. */
    private int leaf(Tensor tensor) {
        return tensor.size() == 1 ? number(new Value.Constant(tensor.item())) : -1;
    }

    /**
     * The number of what an operation made: {@link #numberOf} for each of its inputs, in order, then a {@link Value.Unary} or {@link Value.Binary} with their numbers. A {@link Copy} has the value of
     * what it copied. -1 if one of the inputs has no number, and for any other operation: that one does not work element by element.
     */
    private int made(Origin origin) {
        // tito:begin kernels.trace
        int[] from = origin.inputs().stream().mapToInt(this::numberOf).toArray();
        for (int number : from) {
            if (number < 0) {
                return -1;
            }
        }
        return switch (origin.op()) {
            case UnaryOp op -> number(new Value.Unary(op, from[0]));
            case BinaryOp op -> number(new Value.Binary(op, from[0], from[1]));
            case Copy _ -> from[0];
            default -> -1;
        };
        // tito:end
    }

    /**
     * The number of this value, its place in {@link #values}: that of an equal one if there is one, else it is added at the end. What is written twice is computed once (common subexpression
     * elimination): values are records, so two are equal if operation and operands are.
     */
    private int number(Value value) {
        // tito:begin kernels.trace
        int at = values.indexOf(value);
        if (at < 0) {
            values.add(value);
            return values.size() - 1;
        }
        return at;
        // tito:end
    }
}
