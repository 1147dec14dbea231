package tinytorch.compete.precision;

import tinytorch.nn.network.Linear;
import tinytorch.nn.network.LinearMap;
import tinytorch.tensor.Tensor;

/**
 * A linear layer that computes with rounded numbers and learns in floats. Its parameters are the very tensors of the layer it was made of, the master weights: an optimizer moves those, and a step of a
 * thousandth of a weight is not lost to rounding.
 */
final class MixedLinear extends LinearMap {
    private final Rounding rounding;
    private final Tensor weight;
    private final Tensor bias;

    MixedLinear(Linear linear, Precision precision) {
        this.rounding = new Rounding(precision);
        this.weight = parameter("weight", linear.parameters().get("weight"));
        Tensor shift = linear.parameters().get("bias");
        this.bias = shift == null ? null : parameter("bias", shift);
    }

    @Override
    public int in() {
        return weight.dim(1);
    }

    @Override
    public int out() {
        return weight.dim(0);
    }

    /**
     * {@code round(round(x) round(W)^T + round(b))}, without b if there is none: what goes in is rounded, products are added up in floats, and what comes out is rounded once, behind the bias. All by
     * {@link Rounding#of}, so that gradients are rounded where they come back.
     *
     * <p>Worked example in bfloat16: x = [1.001], W = [[3.01]]: 1 * 3.015625 = 3.015625, which is a bfloat16.
     */
    @Override
    public Tensor forward(Tensor input) {
        // tito:begin compete.mixed
        Tensor product = rounding.of(input).matmul(rounding.of(weight).transpose());
        return rounding.of(bias == null ? product : product.add(rounding.of(bias)));
        // tito:end
    }
}
