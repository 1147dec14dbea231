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

    /**
     * {@inheritDoc}
     *
     * <p>For every parameter that has taken a step ({@link ParameterState#started}), in order: {@code state.NAME.step}, its steps; then
     * {@code state.NAME.MOMENT} for each of the {@link #moments}, a tensor of the parameter's shape over the moment's own array
     * ({@link Tensor#wrap}). Then for every group, counted from 0, {@code groups.0.SETTING} for each of its {@link ParameterGroup#settings}.
     * Single numbers are saved with {@link Doubles#pack}, without loss.
     *
     * <p>Worked example: SGD with momentum for {@code weight}, after a step:
     *
     * <pre>
     * state.weight.step               (3,)     1
     * state.weight.momentum_buffer    (2, 2)
     * groups.0.learning_rate          (3,)     0.1
     * groups.0.initial_learning_rate, groups.0.weight_decay, groups.0.momentum
     * </pre>
     */
    @Override
    public final Map<String, Tensor> stateDict() {
        // tito:begin optim.state
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (ParameterState s : states) {
            if (s.started()) {
                String prefix = "state." + s.name() + ".";
                all.put(prefix + "step", Doubles.pack(s.steps()));
                for (int i = 0; i < moments().size(); i++) {
                    all.put(prefix + moments().get(i), Tensor.wrap(s.moment(i), s.parameter().dims()));
                }
            }
        }
        for (int i = 0; i < groups.size(); i++) {
            String prefix = "groups." + i + ".";
            groups.get(i).settings().forEach((name, value) -> all.put(prefix + name, Doubles.pack(value)));
        }
        return all;
        // tito:end
    }

    /**
     * {@inheritDoc}
     *
     * <p>A parameter whose {@code step} the state holds goes on after so many steps ({@link ParameterState#restart}, then each moment's
     * numbers are copied into its array: the saved tensors are not kept). A parameter that the state does not name
     * starts anew: {@code restart(0)}. Every group gets its settings back ({@link ParameterGroup#restore}).
     *
     * @throws IllegalArgumentException if a name is missing or unknown, a shape differs or a setting makes no sense; nothing was changed then
     */
    @Override
    public final void loadStateDict(Map<String, Tensor> state) {
        new StateCheck(state, states, groups, moments()).run();
        // tito:begin optim.state
        for (ParameterState s : states) {
            String prefix = "state." + s.name() + ".";
            Tensor step = state.get(prefix + "step");
            s.restart(step == null ? 0 : (long) Doubles.unpack(step));
            for (int i = 0; step != null && i < moments().size(); i++) {
                Tensor.wrap(s.moment(i), s.parameter().dims()).copyFrom(state.get(prefix + moments().get(i)));
            }
        }
        for (int i = 0; i < groups.size(); i++) {
            Map<String, Double> settings = new LinkedHashMap<>();
            for (String name : groups.get(i).settings().keySet()) {
                settings.put(name, Doubles.unpack(state.get("groups." + i + "." + name)));
            }
            groups.get(i).restore(settings);
        }
        // tito:end
    }
}
