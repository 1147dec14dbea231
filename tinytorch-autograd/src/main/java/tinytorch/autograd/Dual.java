package tinytorch.autograd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import tinytorch.tensor.Op;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * A dual number {@code value + tangent * epsilon} with {@code epsilon^2 = 0}: a value, and how fast it changes when the input is
 * moved in some direction. Computing with dual numbers is <em>forward mode</em>: the derivative is there when the function's
 * value is, and nothing has to be remembered. One run gives one column of the Jacobian (how all outputs change with one
 * input), where reverse mode gives one row (how one output changes with all inputs).
 *
 * @param value   the number
 * @param tangent d value / d direction, of the same shape; {@code null} for 0, that is, for a constant
 */
public record Dual(Tensor value, Tensor tangent) {

    public Dual {
        if (tangent != null && !tangent.shape().equals(value.shape())) {
            throw new ShapeException("Dual", "value and tangent have one shape", value.shape(), tangent.shape(),
                    "Left is the value, right the tangent.");
        }
    }

    /** A number that does not depend on the input: {@code value + 0 * epsilon}. */
    public static Dual constant(Tensor value) {
        return new Dual(value, null);
    }

    /** An operation on dual numbers: the operation on their values, and the tangent that {@link TangentTable} has for it. */
    public static Dual apply(Op op, Dual... inputs) {
        List<Tensor> values = new ArrayList<>();
        List<Tensor> tangents = new ArrayList<>();
        for (Dual input : inputs) {
            values.add(input.value);
            tangents.add(input.tangent);
        }
        return Tracking.off(() -> {
            Tensor value = op.forward(values);
            return new Dual(value, TangentTable.tangent(op, value, values, tangents));
        });
    }

    /**
     * The value of a function and its derivative along a direction, a Jacobian-vector product ({@code torch.func.jvp}): the very
     * function that reverse mode differentiates, written on tensors. It is run once, and the graph it leaves behind is the list of its
     * operations, through which the tangents are carried from x to the result.
     *
     * @param function  of x; every other tensor it uses counts as a constant
     * @param direction of the shape of x
     */
    public static Dual along(UnaryOperator<Tensor> function, Tensor x, Tensor direction) {
        // tito:begin autograd.forward-mode
        Tensor input = x.detach().requiresGrad(true);
        Dual start = new Dual(input, direction);
        Tensor result = Tracking.on(() -> function.apply(input));
        if (!result.requiresGrad()) {
            return constant(result);
        }
        List<Tensor> order = GraphOrder.of(result, List.of(input));
        Collections.reverse(order);
        Map<Tensor, Tensor> tangents = new IdentityHashMap<>();
        tangents.put(input, start.tangent);
        for (Tensor tensor : order) {
            if (tensor.origin() != null) {
                List<Tensor> inputs = tensor.origin().inputs();
                List<Tensor> moved = new ArrayList<>();
                inputs.forEach(i -> moved.add(tangents.get(i)));
                tangents.put(tensor, Tracking.off(() -> TangentTable.tangent(tensor.origin().op(), tensor, inputs, moved)));
            }
        }
        return new Dual(result.detach(), tangents.get(result));
        // tito:end
    }
}
