package tinytorch.optim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tinytorch.tensor.Tensor;

/** What all optimizers have in common: groups, and a state for each parameter. What is left to each is {@link #update}. */
abstract class GroupedOptimizer implements Optimizer {
    private final List<ParameterGroup> groups;
    private final List<ParameterState> states = new ArrayList<>();

    GroupedOptimizer(List<ParameterGroup> groups, double momentum) {
        this.groups = List.copyOf(groups);
        Map<String, Tensor> names = new HashMap<>();
        Set<Tensor> tensors = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ParameterGroup group : groups) {
            group.momentum(momentum);
            group.parameters().forEach((name, tensor) -> {
                if (names.put(name, tensor) != null || !tensors.add(tensor)) {
                    throw new IllegalArgumentException(getClass().getSimpleName() + ": the parameter '" + name
                            + "' is given twice, so a step would move it twice. Every name and every tensor belongs to one group.");
                }
                states.add(new ParameterState(name, tensor, group, this));
            });
        }
    }

    /**
     * Moves the numbers {@code from} to {@code to - 1} of a parameter, and updates its moments there.
     *
     * @param s what is remembered about the parameter
     * @param p the parameter's numbers, to be changed
     * @param g the gradient's numbers: {@code g[i]} is dL/dp of {@code p[i]}
     */
    abstract void update(ParameterState s, float[] p, float[] g, int from, int to);

    /** The names of the moments, as PyTorch's; none if the update remembers nothing. */
    abstract List<String> moments();

    @Override
    public final void step() {
        for (ParameterState state : states) {
            state.step();
        }
    }

    @Override
    public final void zeroGrad() {
        for (ParameterState state : states) {
            state.parameter().zeroGrad();
        }
    }

    @Override
    public final List<ParameterGroup> groups() {
        return groups;
    }

    @Override
    public final Map<String, Tensor> stateDict() {
        return new LinkedHashMap<>();
    }

    @Override
    public final void loadStateDict(Map<String, Tensor> state) {
        throw new UnsupportedOperationException("loadStateDict");
    }
}
