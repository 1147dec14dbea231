package tinytorch.benchmarks;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tinytorch.tensor.Tensor;

/** A network's weights in libtorch, by the names of ours. */
final class TorchWeights {
    private final Map<String, PtNDArray> values = new LinkedHashMap<>();
    private final Map<String, PtNDArray> leaves = new LinkedHashMap<>();

    /** Copies of these. */
    TorchWeights(Torch owner, Map<String, Tensor> parameters) {
        parameters.forEach((name, tensor) -> values.put(name, owner.of(tensor)));
    }

    /**
     * Begins a step with gradients: until {@link #done} each weight is a new leaf of the graph on the same numbers, whose gradient starts from nothing, as
     * after PyTorch's {@code zero_grad(set_to_none=True)}.
     */
    void track(NDManager step) {
        values.forEach((name, value) -> leaves.put(name, leaf(value, step)));
    }

    /** Ends the step; the leaves go with its arrays. */
    void done() {
        leaves.clear();
    }

    /** {@code null} if there is none of this name. */
    PtNDArray get(String name) {
        return leaves.getOrDefault(name, values.get(name));
    }

    /** The weights themselves, for the optimizer; in the order of {@link #gradients}. */
    Collection<PtNDArray> values() {
        return values.values();
    }

    /** After backward: arrays of the step. */
    Collection<PtNDArray> gradients(NDManager step) {
        return leaves.values().stream().map(leaf -> gradient(leaf, step)).toList();
    }

    /** The same numbers as a leaf of the graph. */
    static PtNDArray leaf(PtNDArray value, NDManager step) {
        PtNDArray leaf = JniUtils.detachGradient(value);
        leaf.attach(step);
        JniUtils.attachGradient(leaf, true);
        return leaf;
    }

    static PtNDArray gradient(PtNDArray leaf, NDManager step) {
        PtNDArray gradient = JniUtils.getGradient(leaf);
        gradient.attach(step);
        return gradient;
    }
}
