package tinytorch.compress.sparse;

import java.util.ArrayList;
import java.util.List;

import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.LogSoftmax;
import tinytorch.nn.activation.Softmax;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.tensor.Tensor;

/** A pruned MLP whose linear layers are all {@link SparseLinear}: a batch is transposed once, goes through all layers as columns, and is transposed back. */
public final class SparseNetwork extends Layer {
    private final List<Layer> layers = new ArrayList<>();

    /**
     * The same network without its zeros.
     *
     * @throws IllegalArgumentException if it has other layers than {@link Linear} and element-wise activations
     */
    public SparseNetwork(Sequential network) {
        for (Layer layer : network.layers()) {
            layers.add(child(Integer.toString(layers.size()), switch (layer) {
                case Linear linear -> new SparseLinear(linear);
                case ActivationLayer a when !(a.activation() instanceof Softmax || a.activation() instanceof LogSoftmax) -> a;
                default -> throw new IllegalArgumentException("SparseNetwork: a " + layer.getClass().getSimpleName() + " does not work on columns. Give linear layers and element-wise activations.");
            }));
        }
        eval();
    }

    /** (N, in) to (N, out): transposed once, then {@link SparseLinear#columns} for the sparse layers and {@code forward} for the activations, to which rows and columns are the same; transposed back. */
    @Override
    public Tensor forward(Tensor input) {
        // tito:begin compress.sparse-layer
        Tensor x = input.transpose();
        for (Layer layer : layers) {
            x = layer instanceof SparseLinear sparse ? sparse.columns(x) : layer.forward(x);
        }
        return x.transpose();
        // tito:end
    }
}
