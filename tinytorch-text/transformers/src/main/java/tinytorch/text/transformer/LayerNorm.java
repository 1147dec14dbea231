package tinytorch.text.transformer;

import tinytorch.nn.Layer;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Layer normalisation over the last axis, as {@code torch.nn.LayerNorm(dim)}: every token by itself, the same in training and in evaluation.
 *
 * <pre>
 * input and output   (..., dim)
 * weight             (dim,)     parameter: scale, 1 at the start
 * bias               (dim,)     parameter: shift, 0 at the start; nanoGPT can do without
 * </pre>
 */
public final class LayerNorm extends Layer {
    /** PyTorch's, and GPT-2's. */
    static final double EPS = 1e-5;

    private final double eps;
    private final Tensor weight;
    private final Tensor bias;

    /** With a shift, and eps 1e-5. */
    public LayerNorm(int dim) {
        this(dim, true, EPS);
    }

    /** A layer for rows of this length. */
    public LayerNorm(int dim, boolean bias, double eps) {
        if (dim < 1 || !(eps > 0)) {
            throw new IllegalArgumentException("LayerNorm: dim must be 1 or more and eps positive, got " + dim + " and " + eps + ".");
        }
        this.eps = eps;
        this.weight = parameter("weight", Tensor.ones(dim));
        this.bias = bias ? parameter("bias", Tensor.zeros(dim)) : Tensor.zeros(dim);
    }

    @Override
    public Tensor forward(Tensor input) {
        if (input.rank() == 0 || input.dim(-1) != weight.size()) {
            throw new ShapeException("LayerNorm", "the last axis of the input must have the layer's length", input.shape(), weight.shape(),
                    "Left is the input, right the weight.");
        }
        return Tensor.apply(new LayerNormalization(eps), input, weight, bias);
    }

    @Override
    public String toString() {
        return "LayerNorm(" + weight.size() + ")";
    }
}
