package tinytorch.optim;

import java.util.List;
import java.util.Map;

import tinytorch.tensor.Tensor;

/** Moves parameters so that a loss becomes smaller, as {@code torch.optim.Optimizer}. */
public interface Optimizer {

    /** Moves every parameter that has a gradient, in place. A parameter without one ({@code null}) stays as it is, and so does its state. */
    void step();

    /** Forgets all gradients. */
    void zeroGrad();

    /** The parameters in groups, each with a learning rate of its own, which may be changed between steps: see {@link Schedule}. */
    List<ParameterGroup> groups();

    /**
     * All that is needed to go on later as if nothing had happened, but for the parameters themselves: moments and counts of steps
     * by the parameters' names, and the settings of the groups. The moments are the very tensors the optimizer computes with, not
     * copies.
     */
    Map<String, Tensor> stateDict();

    /**
     * Goes on from a saved {@link #stateDict}, which is copied. A state that does not belong to these parameters is refused, and
     * nothing is changed.
     */
    void loadStateDict(Map<String, Tensor> state);
}
