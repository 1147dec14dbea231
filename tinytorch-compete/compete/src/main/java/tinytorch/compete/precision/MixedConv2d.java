package tinytorch.compete.precision;

import tinytorch.nn.Layer;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.Convolution;
import tinytorch.tensor.Tensor;

/** A convolution that computes with rounded numbers and learns in floats, as {@link MixedLinear} does. */
final class MixedConv2d extends Layer {
    private final Rounding rounding;
    private final Convolution convolution;
    private final Tensor weight;
    private final Tensor bias;

    MixedConv2d(Conv2d conv, Precision precision) {
        this.rounding = new Rounding(precision);
        this.convolution = conv.convolution();
        this.weight = parameter("weight", conv.weight());
        Tensor shift = conv.parameters().get("bias");
        this.bias = shift == null ? null : parameter("bias", shift);
    }

    /** The {@link Convolution} of rounded input, weight and, if there is one, bias; its output rounded. */
    @Override
    public Tensor forward(Tensor input) {
        // tito:begin compete.mixed
        Tensor x = rounding.of(input);
        Tensor w = rounding.of(weight);
        return rounding.of(bias == null ? Tensor.apply(convolution, x, w) : Tensor.apply(convolution, x, w, rounding.of(bias)));
        // tito:end
    }
}
