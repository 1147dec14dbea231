package tinytorch.nn.network;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import tinytorch.nn.Backward;
import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;

/**
 * Layers one after the other: the output of each is the input of the next, as {@code torch.nn.Sequential}. The children are
 * named by their places, {@code "0"}, {@code "1"}, ..., so the parameters of a linear layer in front are {@code "0.weight"} and {@code "0.bias"}.
 */
public class Sequential extends Layer implements Backward {
    private final List<Layer> layers;

    /** These layers in this order; none at all is the identity. */
    @SuppressWarnings("this-escape")   // registering a child hands out this, but calls nothing a subclass could override
    public Sequential(Layer... layers) {
        this.layers = List.of(layers);
        for (int i = 0; i < layers.length; i++) {
            child(String.valueOf(i), layers[i]);
        }
    }

    /** The layers in order. */
    public final List<Layer> layers() {
        return layers;
    }

    @Override
    public final Layer with(BiFunction<String, Layer, Layer> change) {
        return new Sequential(IntStream.range(0, layers.size()).mapToObj(i -> change.apply(String.valueOf(i), layers.get(i))).toArray(Layer[]::new));
    }

    /** {@code layers[last](... layers[1](layers[0](input)))}; the input itself if there are no layers. */
    @Override
    public final Tensor forward(Tensor input) {
        // tito:begin networks.sequential
        Tensor x = input;
        for (Layer layer : layers) {
            x = layer.forward(x);
        }
        return x;
        // tito:end
    }

    /**
     * The chain rule: the gradient goes through the layers from the last to the first, each turning dL/d(its output) into
     * dL/d(its input), which is the output of the layer before.
     *
     * <p>{@link #backwardOf} gives the hand-written backward of the layer at a place, or tells which layer has none.
     *
     * @param gradOutput dL/doutput, of the output's shape
     * @return dL/dinput, of the input's shape; {@code gradOutput} itself if there are no layers
     */
    @Override
    public final Tensor backward(Tensor gradOutput) {
        // tito:begin networks.sequential
        Tensor gradient = gradOutput;
        for (int i = layers.size() - 1; i >= 0; i--) {
            gradient = backwardOf(i).backward(gradient);
        }
        return gradient;
        // tito:end
    }

    /** The hand-written backward of the layer at this place. */
    private Backward backwardOf(int i) {
        if (layers.get(i) instanceof Backward backward) {
            return backward;
        }
        throw new UnsupportedOperationException(getClass().getSimpleName() + ".backward: child \"" + i + "\" ("
                + layers.get(i).getClass().getSimpleName() + ") has no hand-written backward. Let the layer implement Backward, or use autograd (module 07).");
    }
}
