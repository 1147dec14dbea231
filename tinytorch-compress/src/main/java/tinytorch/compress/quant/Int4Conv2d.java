package tinytorch.compress.quant;

import tinytorch.nn.Layer;
import tinytorch.nn.spatial.Convolution;
import tinytorch.tensor.Tensor;

/** {@link tinytorch.nn.spatial.Conv2d} with kernels of four bits, which are unpacked for each call: smaller, not faster. */
final class Int4Conv2d extends Layer implements Quantized {
    private final Convolution convolution;
    private final Int4Weight weight;
    private final int[] dims;
    private final Tensor bias;

    /**
     * A layer with these kernels.
     *
     * @param dims of the kernels, (O, C / groups, kh, kw)
     * @param bias one a kernel, or {@code null}
     */
    Int4Conv2d(Convolution convolution, Int4Weight weight, int[] dims, Tensor bias) {
        this.convolution = convolution;
        this.weight = weight;
        this.dims = dims.clone();
        this.bias = bias;
    }

    @Override
    public Tensor forward(Tensor images) {
        Tensor kernels = weight.dequantize().reshape(dims);
        return bias == null ? Tensor.apply(convolution, images, kernels) : Tensor.apply(convolution, images, kernels, bias);
    }

    @Override
    public void store(QuantizedState state) {
        state.weight(weight);
        if (bias != null) {
            state.numbers("bias", bias);
        }
    }

    @Override
    public long weightBytes() {
        return weight.bytes();
    }
}
