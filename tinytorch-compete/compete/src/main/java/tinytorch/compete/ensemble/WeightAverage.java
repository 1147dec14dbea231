package tinytorch.compete.ensemble;

import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * The mean of one network's weights over a part of its training: an ensemble that costs no more than one member. Late in training, weights go round the bottom of a valley; their mean is nearer to the bottom
 * than most of them. ({@code torch.optim.swa_utils.AveragedModel} with {@code use_buffers=False}; Izmailov and others, "Averaging Weights Leads to Wider Optima and Better Generalization", 2018; Polyak and Juditsky, 1992.)
 *
 * <pre>{@code
 * WeightAverage average = WeightAverage.exponential(network, 0.99);
 * trainer.callback(...  average.update() after each step ...);
 * average.copyTo(network);
 * NormStatistics.recompute(network, batches);       // the running statistics belong to the old weights
 * }</pre>
 *
 * <p>Networks that started from different weights can't be averaged so: unit 3 of the one is unit 17 of the other.
 */
public final class WeightAverage {
    private final Layer network;
    /** 0 for the plain mean. */
    private final double decay;
    private final Map<String, Tensor> average = new LinkedHashMap<>();
    private long updates;

    private WeightAverage(Layer network, double decay) {
        this.network = network;
        this.decay = decay;
        network.parameters().forEach((name, tensor) -> average.put(name, Tensor.zeros(tensor.dims())));
    }

    /** All states count alike: stochastic weight averaging (SWA), updated once an epoch. */
    public static WeightAverage mean(Layer network) {
        return new WeightAverage(network, 0);
    }

    /**
     * Late states count more: an exponential moving average (EMA), updated every step.
     *
     * @param decay the part of the average that stays, above 0 and below 1; about {@code 1 / (1 - decay)} states count
     */
    public static WeightAverage exponential(Layer network, double decay) {
        if (!(decay > 0 && decay < 1)) {
            throw new IllegalArgumentException("WeightAverage.exponential: the decay is above 0 and below 1, got " + decay + ". Try 0.99.");
        }
        return new WeightAverage(network, decay);
    }

    /** How many states are in it. */
    public long updates() {
        return updates;
    }

    /**
     * Takes the network's weights w of now into the average a, in place; n states are in it before:
     *
     * <pre>
     * the first       a = w                               there is nothing yet to average with
     * mean            a = a + (w - a) / (n + 1)
     * exponential     a = a + (w - a) * (1 - decay)
     * </pre>
     *
     * So one line does for all, with a share of 1, 1 / (n + 1) or 1 - decay.
     *
     * <p>Worked example: weights 2, 4, 9: the mean is 2, 3, 5; with a decay of 0.75 it is 2, 2.5, 4.125.
     */
    public void update() {
        // tito:begin compete.average
        double share = decay == 0 || updates == 0 ? 1.0 / (updates + 1) : 1 - decay;
        Tracking.off(() -> {
            network.parameters().forEach((name, weight) -> {
                Tensor mean = average.get(name);
                mean.addInPlace(weight.sub(mean).mul((float) share));
            });
            return null;
        });
        updates++;
        // tito:end
    }

    /**
     * Writes the average into a network's parameters ({@link Tensor#copyFrom}, with tracking off): the network itself, or another of the same kind. Buffers, such as running statistics, stay: see
     * {@link NormStatistics}.
     *
     * @throws IllegalStateException    if there is nothing to write yet
     * @throws IllegalArgumentException if the target has other parameters; nothing is changed then
     */
    public void copyTo(Layer target) {
        if (updates == 0) {
            throw new IllegalStateException("WeightAverage.copyTo: no state was averaged yet. Call update() first.");
        }
        if (!target.parameters().keySet().equals(average.keySet())) {
            throw new IllegalArgumentException("WeightAverage.copyTo: the average has the parameters " + average.keySet() + ", the target " + target.parameters().keySet()
                    + ". Give the network itself, or one of the same kind.");
        }
        // tito:begin compete.average
        Tracking.off(() -> {
            target.parameters().forEach((name, weight) -> weight.copyFrom(average.get(name)));
            return null;
        });
        // tito:end
    }
}
