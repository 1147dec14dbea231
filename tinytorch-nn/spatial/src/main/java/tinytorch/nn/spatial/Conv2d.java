package tinytorch.nn.spatial;

import java.util.random.RandomGenerator;

import tinytorch.nn.Layer;
import tinytorch.nn.network.Initializer;
import tinytorch.tensor.Tensor;

/**
 * A layer of kernels that are moved over images: {@link Convolution} with weights to learn, as {@code torch.nn.Conv2d}. The same kernel at every
 * place: a picture shifted by a pixel gives an output shifted by a pixel, and a kernel has few weights however large the image is.
 *
 * <pre>
 * input    (N, in, H, W)
 * weight   (out, in / groups, kh, kw)     parameter "weight"
 * bias     (out,)                         parameter "bias", or none
 * output   (N, out, height.places(H), width.places(W))
 * </pre>
 */
public final class Conv2d extends Layer {
    private final Convolution convolution;
    private final Tensor weight;
    private final Tensor bias;

    /** A layer with these weights, and this bias or {@code null} for none. */
    public Conv2d(Convolution convolution, Tensor weight, Tensor bias) {
        this.convolution = convolution;
        this.weight = parameter("weight", weight);
        this.bias = bias == null ? null : parameter("bias", bias);
    }

    /**
     * A layer that starts as PyTorch's: weight and bias uniform between {@code +-1 / sqrt(fan-in)}, with a fan-in of {@code in / groups * kh * kw}.
     */
    public Conv2d(int in, int out, Convolution convolution, boolean bias, RandomGenerator random) {
        this(convolution, Initializer.heUniform(Math.sqrt(1.0 / 3)).make(random, weightShape(in, out, convolution)),
                bias ? uniformBias(weightShape(in, out, convolution), random) : null);
    }

    /** A square kernel, one group, with a bias. */
    public Conv2d(int in, int out, Window window, RandomGenerator random) {
        this(in, out, Convolution.square(window), true, random);
    }

    private static int[] weightShape(int in, int out, Convolution convolution) {
        if (in < 1 || out < 1 || in % convolution.groups() != 0 || out % convolution.groups() != 0) {
            throw new IllegalArgumentException("Conv2d: in and out must be positive multiples of groups = " + convolution.groups() + ", got " + in
                    + " and " + out + ".");
        }
        return new int[] {out, in / convolution.groups(), convolution.height().size(), convolution.width().size()};
    }

    private static Tensor uniformBias(int[] weight, RandomGenerator random) {
        float bound = (float) (1 / Math.sqrt(weight[1] * weight[2] * weight[3]));
        return Initializer.uniform(-bound, bound).make(random, weight[0]);
    }

    /** How the kernels move, and in how many groups. */
    public Convolution convolution() {
        return convolution;
    }

    /** The kernels, of shape (out, in / groups, kh, kw). */
    public Tensor weight() {
        return weight;
    }

    @Override
    public Tensor forward(Tensor input) {
        return bias == null ? Tensor.apply(convolution, input, weight) : Tensor.apply(convolution, input, weight, bias);
    }

    @Override
    public String toString() {
        return "Conv2d(" + weight.dim(1) * convolution.groups() + ", " + weight.dim(0) + ", " + convolution + (bias == null ? ", no bias)" : ")");
    }
}
