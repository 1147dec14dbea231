package tinytorch.compress.prune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tinytorch.optim.Optimizer;
import tinytorch.optim.ParameterGroup;
import tinytorch.tensor.Tensor;

/**
 * An optimizer after whose every step the pruned weights are 0 again, and more are pruned when the schedule says so. To fine-tune a pruned network is to train it with this one:
 *
 * <pre>{@code
 * Optimizer optimizer = new PruningOptimizer(new Adam(network.parameters(), 1e-3), Masks.weights(network), Scope.GLOBAL, new SparsitySchedule(0, 0.9, 0, 50, 20));
 * new Trainer(network, new CrossEntropyLoss(), optimizer).fit(train, 3);
 * }</pre>
 *
 * <p>The optimizer inside knows nothing of it. It moves pruned weights as well, by their gradients and by its momentum.
 */
public final class PruningOptimizer implements Optimizer {
    private static final String STEPS = "pruning.steps";
    private static final String MASK = "pruning.mask.";

    private final Optimizer optimizer;
    private final Map<String, Tensor> weights;
    private final Scope scope;
    private final SparsitySchedule schedule;
    private Masks masks;
    private long steps;

    /**
     * Around this optimizer.
     *
     * @param weights  that are pruned, by name: {@link Masks#weights}
     * @param scope    which are compared with which
     * @param schedule how many go when
     */
    public PruningOptimizer(Optimizer optimizer, Map<String, Tensor> weights, Scope scope, SparsitySchedule schedule) {
        this.optimizer = optimizer;
        this.weights = new LinkedHashMap<>(weights);
        this.scope = scope;
        this.schedule = schedule;
        Map<String, Tensor> all = new LinkedHashMap<>();
        weights.forEach((name, weight) -> all.put(name, Tensor.ones(weight.dims())));
        this.masks = new Masks(weights, all);
    }

    /** Which weights stay, so far. */
    public Masks masks() {
        return masks;
    }

    /**
     * <ol>
     * <li>The optimizer's own step.
     * <li>The masks are applied: what was pruned before is 0 again, whatever momentum made of it. It is then among the smallest, so that it is pruned again in the next line.
     * <li>If the schedule prunes after this step, counted from 0, there are new masks of the sparsity it wants, and they are applied.
     * </ol>
     */
    @Override
    public void step() {
        // tito:begin compress.masks
        optimizer.step();
        masks.apply();
        if (schedule.prunes(steps)) {
            masks = scope.masks(weights, schedule.sparsity(steps));
            masks.apply();
        }
        steps++;
        // tito:end
    }

    @Override
    public void zeroGrad() {
        optimizer.zeroGrad();
    }

    @Override
    public List<ParameterGroup> groups() {
        return optimizer.groups();
    }

    /** That of the optimizer inside, with the masks and the count of steps. */
    @Override
    public Map<String, Tensor> stateDict() {
        Map<String, Tensor> state = new LinkedHashMap<>(optimizer.stateDict());
        state.put(STEPS, Tensor.scalar(steps));
        masks.byName().forEach((name, mask) -> state.put(MASK + name, mask));
        return state;
    }

    @Override
    public void loadStateDict(Map<String, Tensor> state) {
        Map<String, Tensor> inside = new LinkedHashMap<>(state);
        Tensor counted = inside.remove(STEPS);
        Map<String, Tensor> saved = new LinkedHashMap<>();
        weights.keySet().forEach(name -> {
            Tensor mask = inside.remove(MASK + name);
            if (mask != null) {
                saved.put(name, mask.copy());
            }
        });
        if (counted == null) {
            throw new IllegalArgumentException("PruningOptimizer.loadStateDict: \"" + STEPS + "\" is missing. Nothing was changed. Load the state of a PruningOptimizer.");
        }
        Masks loaded = new Masks(weights, saved);
        optimizer.loadStateDict(inside);
        masks = loaded;
        steps = (long) counted.item();
    }
}
