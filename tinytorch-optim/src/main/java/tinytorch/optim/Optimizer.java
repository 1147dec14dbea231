package tinytorch.optim;

import java.util.Map;

import tinytorch.tensor.Tensor;

/** Moves parameters so that a loss becomes smaller, as {@code torch.optim.Optimizer}. */
public interface Optimizer {

    /** Moves every parameter that has a gradient, in place. */
    void step();

    /** Forgets all gradients. */
    void zeroGrad();

    /** All that is needed to go on later as if nothing had happened, but for the parameters: moments and the count of steps, by name. */
    Map<String, Tensor> stateDict();

    /** Goes on from a saved {@link #stateDict}. */
    void loadStateDict(Map<String, Tensor> state);
}
