package tinytorch.compress.quant;

import tinytorch.nn.Layer;
import tinytorch.nn.network.LinearMap;
import tinytorch.nn.spatial.Convolution;
import tinytorch.tensor.Tensor;

/** Layers of whole numbers made of their parts: for files of other forms than {@link QuantizedFile}'s. */
public final class QuantizedLayers {
    private QuantizedLayers() {
    }

    /**
     * A linear layer.
     *
     * @param bias  one number a row of the weight, or {@code null}
     * @param input how its input is quantised; {@code null} for the range of each input itself
     */
    public static LinearMap linear(QuantizedWeight weight, Tensor bias, QuantParameters input) {
        return new QuantizedLinear(weight, bias, input);
    }

    /**
     * A convolution.
     *
     * @param dims   of the kernels, (O, C / groups, kh, kw)
     * @param weight a row for each kernel
     */
    public static Layer convolution(Convolution convolution, int[] dims, QuantizedWeight weight, Tensor bias, QuantParameters input) {
        return switch (weight) {
            case Int8Weight bytes -> new QuantizedConv2d(convolution, bytes, bias, input);
            case Int4Weight nibbles -> new Int4Conv2d(convolution, nibbles, dims, bias);
        };
    }

    /** An embedding. */
    public static Layer embedding(QuantizedWeight table) {
        return new QuantizedEmbedding(table);
    }
}
