package tinytorch.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import tinytorch.data.SplitMix;
import tinytorch.nn.Layer;
import tinytorch.nn.Saved;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Gradient checkpointing, as {@code torch.utils.checkpoint}: a part of a network whose inner results are forgotten after the forward
 * pass, and computed a second time when its gradient is needed. Of the part's memory only its inputs and its output stay; the
 * price is one more forward pass. A network of n layers in parts of sqrt(n) needs memory for about 2 sqrt(n) of them. (Chen, Xu,
 * Zhang and Guestrin, "Training Deep Nets with Sublinear Memory Cost", 2016.)
 *
 * <p>It is an operation like any other: forward runs the part, its own rule runs it again and walks back through it.
 *
 * <p>The second run has to give the same as the first, or the gradient would belong to another function; this is checked. Random numbers,
 * as of dropout, have to come from generators that are passed here: they are set back for the second run and afterwards
 * go on as if it had not been. Other side effects happen twice, such as the running statistics of a batch normalisation.
 */
public final class Checkpoint implements DiffOp {
    private final Function<List<Tensor>, Tensor> function;
    private final List<SplitMix> generators;
    private final long[] states;

    private Checkpoint(Function<List<Tensor>, Tensor> function, List<SplitMix> generators) {
        this.function = function;
        this.generators = generators;
        this.states = new long[generators.size()];
    }

    /**
     * {@code layer.forward(input)}, checkpointed. The layer's parameters count as inputs, and get their gradients.
     *
     * @param generators those that the layer draws random numbers from
     */
    public static Tensor of(Layer layer, Tensor input, SplitMix... generators) {
        List<Tensor> inputs = new ArrayList<>();
        inputs.add(input);
        inputs.addAll(layer.parameters().values());
        return of(all -> layer.forward(all.getFirst()), inputs, generators);
    }

    /**
     * {@code function.apply(inputs)}, checkpointed.
     *
     * @param function   computes one tensor; every tensor it uses that wants a gradient is one of its inputs
     * @param generators those that the function draws random numbers from
     */
    public static Tensor of(Function<List<Tensor>, Tensor> function, List<Tensor> inputs, SplitMix... generators) {
        return Tensor.apply(new Checkpoint(function, List.of(generators)), inputs.toArray(Tensor[]::new));
    }

    /**
     * Runs the function, and remembers the state that each generator had before. {@link Tensor#apply} has switched tracking off, so
     * no inner result is remembered; {@link Saved#off} keeps layers from doing so for a hand-written backward.
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        // tito:begin autograd.checkpoint
        for (int i = 0; i < states.length; i++) {
            states[i] = generators.get(i).state();
        }
        return Saved.off(() -> function.apply(inputs));
        // tito:end
    }

    /**
     * Runs the function again, this time with tracking on ({@link #again}), and walks back through the graph that this makes, from its
     * result to the inputs and no further: {@link Autograd#gradients}. An input that the function did not use has the gradient 0.
     */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        // tito:begin autograd.checkpoint
        Tensor again = again(inputs);
        requireSame(output, again);
        requireInputs(again, inputs);
        List<Tensor> gradients = again.requiresGrad() ? Autograd.gradients(again, gradOutput, inputs) : Arrays.asList(new Tensor[inputs.size()]);
        List<Tensor> complete = new ArrayList<>(gradients.size());
        for (int i = 0; i < gradients.size(); i++) {
            boolean missing = gradients.get(i) == null && inputs.get(i).requiresGrad();
            complete.add(missing ? Tensor.zeros(inputs.get(i).dims()) : gradients.get(i));
        }
        return complete;
        // tito:end
    }

    /**
     * The function's result once more, with the graph behind it: {@link Tracking#on}, as rules run with tracking off, and
     * {@link Saved#off}. For this run the generators go back to the states they had before the first; afterwards they get back those
     * they have now, so that whatever is drawn next is what would have been drawn without checkpointing.
     */
    private Tensor again(List<Tensor> inputs) {
        // tito:begin autograd.checkpoint
        long[] now = new long[states.length];
        for (int i = 0; i < now.length; i++) {
            now[i] = generators.get(i).state();
            generators.get(i).restore(states[i]);
        }
        try {
            return Tracking.on(() -> Saved.off(() -> function.apply(inputs)));
        } finally {
            for (int i = 0; i < now.length; i++) {
                generators.get(i).restore(now[i]);
            }
        }
        // tito:end
    }

    private static void requireSame(Tensor output, Tensor again) {
        if (!output.shape().equals(again.shape()) || !Arrays.equals(output.toArray(), again.toArray())) {
            throw new IllegalStateException("Checkpoint: run again, the function gave another result, "
                    + "so its gradient would be that of another function. "
                    + "Pass the generators it draws random numbers from, and change no layer between forward and backward. "
                    + "Output " + output.shape() + ".");
        }
    }

    /** A leaf that the function reached by another way than its inputs would silently get no gradient. */
    private static void requireInputs(Tensor again, List<Tensor> inputs) {
        if (!again.requiresGrad()) {
            return;
        }
        for (Tensor tensor : GraphOrder.of(again, inputs)) {
            if (tensor.origin() == null && !inputs.contains(tensor)) {
                throw new IllegalStateException("Checkpoint: the function uses a tensor of shape " + tensor.shape()
                        + " that wants a gradient and is none of its inputs. Pass it as an input, or detach() it.");
            }
        }
    }

    @Override
    public String toString() {
        return "Checkpoint";
    }
}
