package tinytorch.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * A part of a network, as {@code torch.nn.Module}: a function of a tensor, with numbers to learn (parameters), numbers
 * that are kept but not learnt (buffers) and layers inside it (children). The constructor registers all three by name:
 *
 * <pre>{@code
 * public final class Scale extends Layer {
 *     private final Tensor weight;
 *
 *     public Scale(int features) {
 *         weight = parameter("weight", Tensor.ones(features));
 *     }
 *
 *     public Tensor forward(Tensor input) {
 *         return input.mul(weight);
 *     }
 * }
 * }</pre>
 *
 * <p>A layer and its children make a tree. What is asked of the root (count, save, load, train, eval) is asked of all.
 */
public abstract class Layer {
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final Map<String, Layer> children = new LinkedHashMap<>();
    private boolean training = true;

    /** Computes the output. What shapes go in and come out is for each layer to say. */
    public abstract Tensor forward(Tensor input);

    // ---- registering, in the constructor ----

    /**
     * Registers numbers to learn and makes them want gradients. Returns them, so that a field can be set in the same line.
     *
     * @param name  without a dot, and used for nothing else in this layer
     * @param value contiguous, because it is overwritten when a state is loaded
     */
    protected final Tensor parameter(String name, Tensor value) {
        checkName("parameter", name);
        parameters.put(name, requireContiguous("parameter", name, value));
        return value.requiresGrad(true);
    }

    /**
     * Registers numbers that belong to the state but are not learnt, such as running means. Rules as for
     * {@link #parameter}.
     */
    protected final Tensor buffer(String name, Tensor value) {
        checkName("buffer", name);
        buffers.put(name, requireContiguous("buffer", name, value));
        return value;
    }

    /** Registers a layer inside this one. A layer can't contain itself. */
    protected final <L extends Layer> L child(String name, L layer) {
        checkName("child", name);
        if (layer.contains(this)) {
            throw new IllegalArgumentException("child '" + name + "': " + layer.getClass().getSimpleName()
                    + " contains this layer already. A network is a tree.");
        }
        children.put(name, layer);
        return layer;
    }

    private void checkName(String kind, String name) {
        if (name.isEmpty() || name.contains(".")) {
            throw new IllegalArgumentException(kind + " '" + name
                    + "': a name is not empty and has no dot, because dots join names to paths.");
        }
        if (parameters.containsKey(name) || buffers.containsKey(name) || children.containsKey(name)) {
            throw new IllegalArgumentException(kind + " '" + name + "': " + getClass().getSimpleName()
                    + " has a parameter, buffer or child of this name already.");
        }
    }

    private static Tensor requireContiguous(String kind, String name, Tensor value) {
        if (!value.isContiguous()) {
            throw new IllegalArgumentException(kind + " '" + name + "': the tensor of shape " + value.shape()
                    + " is a view with gaps. Register its copy().");
        }
        return value;
    }

    final boolean contains(Layer other) {
        return this == other || children.values().stream().anyMatch(child -> child.contains(other));
    }

    /**
     * A layer like this one with others inside: in the place of every child is what {@code change} makes of its name and of itself. So a network gets smaller or
     * faster layers (module 16) without a word about how it is wired. What is not changed is shared by both. A layer without children is itself.
     *
     * @throws UnsupportedOperationException if this kind of layer has children and does not say how it is built of others
     */
    public Layer with(BiFunction<String, Layer, Layer> change) {
        if (children.isEmpty()) {
            return this;
        }
        throw new UnsupportedOperationException(getClass().getSimpleName() + ".with: this layer can't be built of other children. Override with(), as Sequential does.");
    }

    // ---- names ----

    /** The layers directly inside this one, by name, in the order they were registered. */
    public final Map<String, Layer> children() {
        return Collections.unmodifiableMap(children);
    }

    /**
     * All parameters of this layer and of the layers inside it, by their paths, as {@code named_parameters()} in
     * PyTorch.
     *
     * <p>First this layer's own in the order they were registered, each by its name; then those of every child in
     * order, with the child's name and a dot before their path: {@code blocks.3.attention.query.weight}. A tensor that
     * is reachable in two ways (shared weights) is listed once, by its first path: a training step must not change it
     * twice.
     *
     * <p>Worked example: a layer with the parameter {@code scale} and a child {@code inner} that has {@code weight} and
     * {@code bias} gives {@code scale}, {@code inner.weight}, {@code inner.bias}.
     *
     * @return a map of the caller's own with the very tensors the layers compute with
     */
    public final Map<String, Tensor> parameters() {
        // tito:begin layers.parameters
        Map<String, Tensor> all = new LinkedHashMap<>();
        Set<Tensor> seen = new HashSet<>();
        parameters.forEach((name, tensor) -> {
            if (seen.add(tensor)) {
                all.put(name, tensor);
            }
        });
        children.forEach((name, child) -> child.parameters().forEach((path, tensor) -> {
            if (seen.add(tensor)) {
                all.put(name + "." + path, tensor);
            }
        }));
        return all;
        // tito:end
    }

    /**
     * How many numbers there are to learn: the sizes of all {@link #parameters()} added up. A weight (3, 2) and a bias
     * (3,) make 9.
     */
    public final long parameterCount() {
        // tito:begin layers.parameters
        long count = 0;
        for (Tensor tensor : parameters().values()) {
            count += tensor.size();
        }
        return count;
        // tito:end
    }

    // ---- state ----

    /**
     * Everything that has to be saved to build this network again: parameters and buffers by their paths, as
     * {@code state_dict()} in PyTorch.
     *
     * <p>In every layer first its own parameters, then its own buffers, then its children in order, with paths as in
     * {@link #parameters()}. A shared tensor is listed by every path, so that the file can also be read by a network
     * that does not share it.
     *
     * @return a map of the caller's own with the very tensors the layers compute with, not copies: whoever changes one
     *         changes the network, and whoever wants to keep this state has to copy
     */
    public final Map<String, Tensor> stateDict() {
        // tito:begin layers.state-dict
        Map<String, Tensor> state = new LinkedHashMap<>(parameters);
        state.putAll(buffers);
        children.forEach((name, child) -> child.stateDict().forEach((path, tensor) -> state.put(name + "." + path, tensor)));
        return state;
        // tito:end
    }

    /**
     * Copies a saved state into this network, as {@code load_state_dict(state, strict=True)} in PyTorch. Names and
     * shapes have to be exactly those of {@link #stateDict()}: a broadcast weight or a forgotten bias would go
     * unnoticed otherwise.
     *
     * <p>First compare everything, then change anything: a state that is refused leaves the network as it was. Values
     * are written into the layers' own tensors ({@link Tensor#copyFrom}, with {@link Tracking#off} because parameters
     * want gradients), and the state's tensors are not kept.
     *
     * <p>The message lists every difference, each kind in one line and only if there is one:
     *
     * <pre>
     * loadStateDict: names and shapes must be those of this network. Nothing was changed.
     *   missing: 1.bias, 2.weight
     *   unexpected: 1.scale
     *   wrong shape: 0.weight is (128, 784), got (784, 128)
     * </pre>
     *
     * @param state tensors by path, in any order; a {@code null} counts as missing
     * @throws IllegalArgumentException if a name is missing, a name is not known, or a shape differs
     */
    public final void loadStateDict(Map<String, Tensor> state) {
        // tito:begin layers.load
        Map<String, Tensor> own = stateDict();
        List<String> missing = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        own.forEach((path, tensor) -> {
            Tensor given = state.get(path);
            if (given == null) {
                missing.add(path);
            } else if (!given.shape().equals(tensor.shape())) {
                wrong.add(path + " is " + tensor.shape() + ", got " + given.shape());
            }
        });
        List<String> unexpected = new ArrayList<>(state.keySet());
        unexpected.removeAll(own.keySet());
        if (!missing.isEmpty() || !unexpected.isEmpty() || !wrong.isEmpty()) {
            throw new IllegalArgumentException("loadStateDict: names and shapes must be those of this network. Nothing was changed."
                    + (missing.isEmpty() ? "" : "\n  missing: " + String.join(", ", missing))
                    + (unexpected.isEmpty() ? "" : "\n  unexpected: " + String.join(", ", unexpected))
                    + (wrong.isEmpty() ? "" : "\n  wrong shape: " + String.join("; ", wrong)));
        }
        Tracking.off(() -> {
            own.forEach((path, tensor) -> tensor.copyFrom(state.get(path)));
            return null;
        });
        // tito:end
    }

    // ---- modes ----

    /** Whether this layer is being trained: true for a new layer. */
    public final boolean training() {
        return training;
    }

    /**
     * Switches this layer and all layers inside it to training: Dropout drops, and {@link Backward} layers keep what
     * their gradient needs.
     *
     * @return this layer
     */
    public final Layer train() {
        // tito:begin layers.modes
        training = true;
        children.values().forEach(Layer::train);
        return this;
        // tito:end
    }

    /**
     * Switches this layer and all layers inside it to evaluation: outputs are what the trained network predicts, and
     * nothing is kept for gradients.
     *
     * @return this layer
     */
    public final Layer eval() {
        // tito:begin layers.modes
        training = false;
        children.values().forEach(Layer::eval);
        return this;
        // tito:end
    }

    /** Forgets the gradients of all {@link #parameters()}: gradients add up, so every training step starts with this. */
    public final void zeroGrad() {
        // tito:begin layers.modes
        for (Tensor tensor : parameters().values()) {
            tensor.zeroGrad();
        }
        // tito:end
    }
}
