package tinytorch.autograd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import tinytorch.tensor.Tensor;

/** The order in which a graph is walked. */
final class GraphOrder {
    private GraphOrder() {
    }

    /**
     * Every tensor that wants a gradient and that {@code output} was computed from, {@code output} included: each once, and each
     * after all that were computed from it. (A reversed topological order of the graph.)
     *
     * <p>Depth first, without recursion, which would overflow Java's stack in a graph some thousand operations deep. Keep the tensors to
     * look at on a stack of your own. Look at the one on top:
     * <ul>
     * <li>at the first look leave it there, and push its inputs that want a gradient and are not finished ({@link #inputs});
     * <li>at the second look all of its inputs are finished: pop it, and it is finished too. A tensor with several users may lie on the stack
     *     several times; only the first time counts.
     * </ul>
     * So every tensor is finished after its inputs. The list of finished tensors, reversed, is the answer. Time and memory
     * are linear in the number of operations, however many paths lead through them: a tensor that is added to itself sixty times has
     * 2^60 paths and 61 tensors.
     *
     * <p>Worked example: {@code b = a.exp(); c = a.mul(b)} gives c, b, a: a must wait for b, from which it gets a part of its gradient.
     *
     * @param ends tensors whose inputs are not looked at
     * @return a list that the caller may change
     * @throws IllegalStateException if a tensor's origin was released
     */
    static List<Tensor> of(Tensor output, List<Tensor> ends) {
        // tito:begin autograd.order
        Set<Tensor> opened = identitySet();
        Set<Tensor> finished = identitySet();
        List<Tensor> order = new ArrayList<>();
        Deque<Tensor> stack = new ArrayDeque<>();
        stack.push(output);
        while (!stack.isEmpty()) {
            Tensor top = stack.peek();
            if (opened.add(top)) {
                for (Tensor input : inputs(top, ends)) {
                    if (input.requiresGrad() && !finished.contains(input)) {
                        stack.push(input);
                    }
                }
            } else {
                stack.pop();
                if (finished.add(top)) {
                    order.add(top);
                }
            }
        }
        Collections.reverse(order);
        return order;
        // tito:end
    }

    /** The inputs of the operation that made a tensor: none for a leaf, nor for one of the ends. */
    static List<Tensor> inputs(Tensor tensor, List<Tensor> ends) {
        if (ends.contains(tensor)) {
            return List.of();
        }
        if (tensor.originReleased()) {
            throw new IllegalStateException("backward: the graph behind a tensor of shape " + tensor.shape()
                    + " was released by an earlier backward. "
                    + "Pass retainGraph = true to the earlier one, compute the tensor again, or detach() it if no gradient should flow through it.");
        }
        return tensor.origin() == null ? List.of() : tensor.origin().inputs();
    }

    private static Set<Tensor> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
