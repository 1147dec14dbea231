package tinytorch.compress.prune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.nn.Layer;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * Which weights of a network stay: for every weight tensor one of its shape, 1 for a number that stays and 0 for one that is pruned. The weight keeps its shape, and its zeros take as
 * much memory and time as other numbers, until it is stored as a {@link tinytorch.compress.sparse.CsrMatrix}.
 */
public final class Masks {
    private final Map<String, Tensor> weights;
    private final Map<String, Tensor> masks;

    /**
     * These masks.
     *
     * @param weights the tensors a network computes with, by name
     * @param masks   one for each, by the same names
     */
    public Masks(Map<String, Tensor> weights, Map<String, Tensor> masks) {
        if (!weights.keySet().equals(masks.keySet())) {
            throw new IllegalArgumentException("Masks: weights " + weights.keySet() + " and masks " + masks.keySet() + " must have the same names.");
        }
        weights.forEach((name, weight) -> {
            if (!weight.shape().equals(masks.get(name).shape())) {
                throw new ShapeException("Masks", "a mask must have the shape of its weight, " + name, weight.shape(), masks.get(name).shape(), "Left is the weight, right the mask.");
            }
        });
        this.weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        this.masks = Collections.unmodifiableMap(new LinkedHashMap<>(masks));
    }

    /** The tensors of a network that are worth pruning, by name: matrices and kernels, of two axes or more. Biases and the scales of norms are few, and each of them does a lot. */
    public static Map<String, Tensor> weights(Layer network) {
        Map<String, Tensor> weights = network.parameters();
        weights.values().removeIf(tensor -> tensor.rank() < 2);
        return weights;
    }

    /** The masks by the names of their weights. */
    public Map<String, Tensor> byName() {
        return masks;
    }

    /**
     * {@code weight = weight * mask}, in place: the layers hold this very tensor. A change of a parameter is no part of a computation that a gradient is wanted for, so tracking is off.
     */
    public void apply() {
        // tito:begin compress.masks
        Tracking.off(() -> {
            weights.forEach((name, weight) -> weight.mulInPlace(masks.get(name)));
            return weights;
        });
        // tito:end
    }

    /**
     * The part of all weights that is pruned, by the masks: zeros over numbers, of all tensors together.
     *
     * <p>Worked example: masks {@code [0, 0, 0, 1]} and {@code [1, 1, 1, 1, 1, 1]} have 3 zeros of 10 numbers: 0.3.
     */
    public double sparsity() {
        // tito:begin compress.masks
        double zeros = 0;
        long numbers = 0;
        for (Tensor mask : masks.values()) {
            zeros += mask.size() - (double) mask.sum().item();
            numbers += mask.size();
        }
        return zeros / numbers;
        // tito:end
    }
}
