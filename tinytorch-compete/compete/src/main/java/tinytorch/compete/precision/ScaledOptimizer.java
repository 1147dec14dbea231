package tinytorch.compete.precision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tinytorch.optim.Optimizer;
import tinytorch.optim.ParameterGroup;
import tinytorch.tensor.Tensor;

/**
 * An optimizer for gradients that a {@link GradScaler} has made larger: it makes them small again, and leaves out a step that would ruin the parameters.
 *
 * <pre>{@code
 * GradScaler scaler = new GradScaler();
 * Layer half = Mixed.of(network, Precision.FLOAT16);
 * new Trainer(half, scaler.scaled(new CrossEntropyLoss()), new ScaledOptimizer(new Adam(network.parameters(), 1e-3), scaler)).fit(train, 3);
 * }</pre>
 *
 * <p>Who clips gradients must do it after {@link #unscale}: {@code trainer.beforeStep(() -> { optimizer.unscale(); GradientClipping.byNorm(...); })}.
 */
public final class ScaledOptimizer implements Optimizer {
    private static final String SCALE = "scaler.scale";
    private static final String GOOD = "scaler.good";

    private final Optimizer optimizer;
    private final GradScaler scaler;
    private boolean unscaled;
    private boolean finite;
    private long skipped;

    /**
     * Around this optimizer.
     *
     * @throws IllegalStateException if the scaler belongs to another one
     */
    public ScaledOptimizer(Optimizer optimizer, GradScaler scaler) {
        scaler.claim();
        this.optimizer = optimizer;
        this.scaler = scaler;
    }

    /** How many steps were left out so far. */
    public long skipped() {
        return skipped;
    }

    /**
     * Divides the gradients by the scale, once for each step: a second call before {@link #step} changes nothing. (PyTorch's {@code unscale_} is an error then.)
     *
     * @return whether they are finite
     */
    public boolean unscale() {
        // tito:begin compete.skip
        if (!unscaled) {
            List<Tensor> parameters = new ArrayList<>();
            optimizer.groups().forEach(group -> parameters.addAll(group.parameters().values()));
            finite = scaler.unscale(parameters);
            unscaled = true;
        }
        return finite;
        // tito:end
    }

    /**
     * <ol>
     * <li>{@link #unscale}, if that was not done before.
     * <li>The optimizer's step if all gradients are finite. If not, it is left out and counted ({@link #skipped}): not even moments may see an infinite gradient.
     * <li>{@link GradScaler#update}; and the next gradients are not unscaled yet.
     * </ol>
     */
    @Override
    public void step() {
        // tito:begin compete.skip
        if (unscale()) {
            optimizer.step();
        } else {
            skipped++;
        }
        scaler.update(finite);
        unscaled = false;
        // tito:end
    }

    @Override
    public void zeroGrad() {
        optimizer.zeroGrad();
        unscaled = false;
    }

    @Override
    public List<ParameterGroup> groups() {
        return optimizer.groups();
    }

    /** That of the optimizer inside, with the scale and the count of good steps. Growth, backoff and interval are not in it: they are what the scaler was made with. */
    @Override
    public Map<String, Tensor> stateDict() {
        Map<String, Tensor> state = new LinkedHashMap<>(optimizer.stateDict());
        state.put(SCALE, Tensor.scalar((float) scaler.scale()));
        state.put(GOOD, Tensor.scalar(scaler.goodSteps()));
        return state;
    }

    @Override
    public void loadStateDict(Map<String, Tensor> state) {
        Map<String, Tensor> inside = new LinkedHashMap<>(state);
        Tensor scale = inside.remove(SCALE);
        Tensor good = inside.remove(GOOD);
        if (scale == null || good == null) {
            throw new IllegalArgumentException("ScaledOptimizer.loadStateDict: \"" + SCALE + "\" or \"" + GOOD + "\" is missing. Nothing was changed. Load the state of a ScaledOptimizer.");
        }
        if (!GradScaler.isScale(scale.item()) || !(good.item() >= 0)) {
            throw new IllegalArgumentException("ScaledOptimizer.loadStateDict: a scale of " + scale.item() + " after " + good.item() + " good steps can't be. Nothing was changed.");
        }
        optimizer.loadStateDict(inside);
        scaler.restore(scale.item(), (int) good.item());
        unscaled = false;
    }
}
