package tinytorch.autograd;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import tinytorch.tensor.Origin;
import tinytorch.tensor.Tensor;

/**
 * Gives the memory of results back when a walk has come past the last rule that reads them ({@link Tensor#recycle}); nothing, where no memory pool is in
 * use. A view shares the memory of the tensor it was made from, so what is counted is uses of a memory.
 */
final class Recycling {
    /** The results' memories, and how often a rule that is still to run will read one. */
    private final Map<float[], Integer> uses = new IdentityHashMap<>();

    /**
     * Counts what the rules of a walk will read.
     *
     * @param order the tensors in the order of the walk. The first is its output; it stays, and so do leaves, and inputs that no gradient is wanted of
     */
    void expect(List<Tensor> order) {
        use(order.getFirst());
        for (Tensor tensor : order) {
            use(tensor);
            for (Tensor input : inputs(tensor)) {
                use(input);
                if (!input.requiresGrad()) {
                    use(input);
                }
            }
        }
    }

    /**
     * The rule of this tensor ran: the tensor, its inputs and its gradient were read.
     *
     * @param total     the tensor's gradient
     * @param gradients what the rule gave. One of them may be an input, or a view of one: that one stays
     */
    void passed(Tensor tensor, Gradient total, List<Tensor> gradients) {
        total.release();
        for (Tensor gradient : gradients) {
            if (gradient != null && gradient.recyclable() && uses.containsKey(gradient.data())) {
                use(gradient);
            }
        }
        read(tensor);
        for (Tensor input : inputs(tensor)) {
            read(input);
        }
    }

    private void use(Tensor tensor) {
        if (tensor.recyclable()) {
            uses.merge(tensor.data(), 1, Integer::sum);
        }
    }

    private void read(Tensor tensor) {
        if (tensor.recyclable() && uses.merge(tensor.data(), -1, Integer::sum) == 0) {
            uses.remove(tensor.data());
            tensor.recycle();
        }
    }

    private static List<Tensor> inputs(Tensor tensor) {
        Origin origin = tensor.origin();
        return origin == null ? List.of() : origin.inputs();
    }
}
