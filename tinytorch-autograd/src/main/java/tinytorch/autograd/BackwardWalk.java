package tinytorch.autograd;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import tinytorch.tensor.Origin;
import tinytorch.tensor.Tensor;

/** One walk from an output back to the tensors it was computed from. Runs with tracking off. */
final class BackwardWalk {
    private final Tensor output;
    private final List<Tensor> ends;
    private final boolean retainGraph;
    private final Recycling recycling = new Recycling();
    /** What has arrived so far at tensors that the walk has not come to. */
    private final Map<Tensor, Gradient> arrived = new IdentityHashMap<>();
    /** The gradients of the chosen ends, by their place in {@link #ends}. */
    private final Tensor[] found;

    /**
     * A walk that has not begun.
     *
     * @param ends        where to end instead of at the leaves; none to go to all leaves and add to their gradients
     * @param retainGraph whether the graph stays as it is
     */
    BackwardWalk(Tensor output, List<Tensor> ends, boolean retainGraph) {
        this.output = output;
        this.ends = ends;
        this.retainGraph = retainGraph;
        this.found = new Tensor[ends.size()];
    }

    /**
     * Walks. Every tensor is visited once, in an order in which it comes after everything that was computed from it
     * ({@link GraphOrder}); so when its turn comes, all parts of its gradient have arrived and were added up, and one call of its
     * rule does for all of them. Tell {@link #recycling} what to expect. Then in turn, for every tensor:
     * <ol>
     * <li>take its gradient out of {@link #arrived}; if nothing has arrived, no path from the output leads here, and there is nothing to do;
     * <li>a tensor without origin, or one of the ends, is where a path ends: {@link #end};
     * <li>otherwise make sure that nothing its rule reads was changed in place ({@link Origin#checkUnchanged}), ask the table
     *     for the gradients of the inputs ({@link GradientTable#gradients}), and let them arrive: {@link #spread};
     * <li>unless the graph is to be retained, tell {@link #recycling} that this tensor is passed: in a training its memory is used again at once. And
     *     let go of the origin ({@link Tensor#releaseOrigin}), and of the tensor's place in the order: what nobody else holds is garbage while the
     *     walk goes on.
     * </ol>
     *
     * <p>Worked example: {@code y = x * x} with x = 3 and the gradient 1 for y. The order is y, x. At y the rule of mul gives 1 * 3 for
     * the left input and 1 * 3 for the right; both are x, so 3 arrives there twice. At x the walk ends with 6.
     *
     * @param gradient dLoss/doutput
     */
    void run(Tensor gradient) {
        // tito:begin autograd.backward
        List<Tensor> order = GraphOrder.of(output, ends);
        recycling.expect(order);
        arrived.put(output, Gradient.borrowed(gradient));
        for (int i = 0; i < order.size(); i++) {
            Tensor tensor = order.set(i, null);
            Gradient total = arrived.remove(tensor);
            if (total == null) {
                continue;
            }
            Origin origin = tensor.origin();
            if (origin == null || ends.contains(tensor)) {
                end(tensor, total);
                continue;
            }
            origin.checkUnchanged(tensor);
            List<Tensor> gradients = GradientTable.gradients(origin.op(), total.value(), tensor, origin.inputs());
            spread(total, tensor, origin.inputs(), gradients);
            if (!retainGraph) {
                recycling.passed(tensor, total, gradients);
                tensor.releaseOrigin();
            }
        }
        // tito:end
    }

    /**
     * Lets the gradients of one operation's inputs arrive: each is added ({@link Gradient#plus}) to what has arrived at its input
     * before. An input that wants none or has none ({@code null}: a condition) is passed over. An input may stand in the list twice: both of
     * its gradients count.
     *
     * @param total     the gradient the rule was called with
     * @param tensor    the operation's result
     * @param inputs    the operation's inputs
     * @param gradients what its rule gave: one an input
     */
    private void spread(Gradient total, Tensor tensor, List<Tensor> inputs, List<Tensor> gradients) {
        // tito:begin autograd.backward
        for (int i = 0; i < gradients.size(); i++) {
            Tensor input = inputs.get(i);
            if (gradients.get(i) != null && input.requiresGrad()) {
                Gradient part = Gradient.ofRule(gradients, i, total, tensor, inputs);
                arrived.merge(input, part, Gradient::plus);
            }
        }
        // tito:end
    }

    private void end(Tensor tensor, Gradient total) {
        if (ends.isEmpty()) {
            total.giveTo(tensor);
            return;
        }
        for (int i = 0; i < found.length; i++) {
            if (ends.get(i) == tensor) {
                found[i] = total.value();
            }
        }
    }

    /** The gradients that arrived at the ends, in their order; {@code null} for none. */
    List<Tensor> gradients() {
        return Arrays.asList(found);
    }
}
