package tinytorch.nn.spatial;

import java.util.Arrays;
import java.util.List;

import tinytorch.tensor.BinaryOp;
import tinytorch.tensor.DiffOp;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * The two-dimensional convolution of images with learnt kernels, as {@code torch.nn.functional.conv2d} (which, like every framework, does not
 * flip the kernel: strictly it is a cross-correlation).
 *
 * <pre>
 * input    (N, C, H, W)                         N images of C channels
 * weight   (O, C / groups, kh, kw)              O kernels
 * bias     (O,)                                 may be left out
 * output   (N, O, height.places(H), width.places(W))
 *
 * output[n, o, y, x] = bias[o] + sum over c, ky, kx of weight[o, c, ky, kx] * input[n, first + c, height.index(y, ky), width.index(x, kx)]
 * </pre>
 *
 * where pixels outside of the image are 0, and {@code first} is the first channel of o's group: channels and outputs are cut into {@code groups}
 * parts, and an output sees the channels of its own part alone.
 *
 * @param height how the kernel moves down
 * @param width  how it moves across
 * @param groups 1 or more; as many as there are channels makes a depthwise convolution
 */
public record Convolution(Window height, Window width, int groups) implements DiffOp {

    public Convolution {
        if (groups < 1) {
            throw new IllegalArgumentException("Convolution: groups must be 1 or more, got " + groups + ".");
        }
    }

    /** The same window down and across, all channels in one group. */
    public static Convolution square(Window window) {
        return new Convolution(window, window, 1);
    }

    /**
     * One matrix product an image and group: the kernels as a matrix (outputs, rows) times the columns of {@link Patches} gives (outputs, places),
     * which is the image's part of the output as it lies in memory. Then the bias is added to every channel.
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        check(inputs);
        Parts parts = new Parts(this, inputs.get(0), inputs.get(1));
        float[] out = new float[parts.batch() * parts.outputSize()];
        Kernels.active().parallel(parts.batch(), (from, to) -> {
            float[] scratch = parts.scratch();
            for (int n = from; n < to; n++) {
                for (int group = 0; group < groups; group++) {
                    parts.product(n, group, scratch, out);
                }
                if (inputs.size() > 2) {
                    parts.addBias(n, inputs.get(2).contiguous(), out);
                }
            }
        });
        return Tensor.wrap(out, parts.outputShape());
    }

    /**
     * With g = dL/doutput as a matrix (outputs, places) for each image, and summed over the images:
     *
     * <pre>
     * dL/dweight = sum_n g columns^T           (outputs, rows), with the columns of {@link Patches} made again
     * dL/dinput  = col2im(weight^T g)          the transpose of im2col
     * dL/dbias   = sum over n and places of g
     * </pre>
     *
     * <p>The columns are not kept from forward: they take as much memory as kh * kw inputs, and making them again costs less than reading them.
     * The gradient of an input that wants none ({@link Tensor#requiresGrad}) is {@code null} and not computed: a network's first convolution has no use for dL/dimage.
     */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor weight = inputs.get(1);
        Parts parts = new Parts(this, x, weight);
        Tensor g = gradOutput.contiguous();
        float[] gradInput = x.requiresGrad() ? new float[x.size()] : null;
        float[][] gradWeights = new float[parts.batch()][];   // one a range, at its first image
        Kernels.active().parallel(parts.batch(), (from, to) -> {
            float[] scratch = parts.scratch();
            float[] sum = new float[weight.requiresGrad() && from < to ? weight.size() : 0];
            float[] one = new float[sum.length / groups];
            for (int n = from; n < to; n++) {
                for (int group = 0; group < groups; group++) {
                    if (sum.length > 0) {
                        parts.addGradWeight(n, group, g, scratch, one, sum);
                    }
                    if (gradInput != null) {
                        parts.gradInput(n, group, g, scratch, gradInput);
                    }
                }
            }
            if (sum.length > 0) {
                gradWeights[from] = sum;
            }
        });
        Tensor[] gradients = new Tensor[inputs.size()];
        gradients[0] = gradInput == null ? null : Tensor.wrap(gradInput, x.dims());
        gradients[1] = weight.requiresGrad() ? Tensor.wrap(total(gradWeights, weight.size()), weight.dims()) : null;
        if (inputs.size() > 2 && inputs.get(2).requiresGrad()) {
            gradients[2] = gradBias(g);
        }
        return Arrays.asList(gradients);
    }

    /** The sum of what the ranges found, in their order: floating-point sums depend on it. */
    private static float[] total(float[][] parts, int size) {
        float[] total = null;
        for (float[] part : parts) {
            if (total == null) {
                total = part;
            } else if (part != null) {
                Kernels.active().binary(BinaryOp.ADD, size, total, 0, 1, part, 0, 1, total, 0, 1);
            }
        }
        return total == null ? new float[size] : total;
    }

    /** The sum of g over images and places, for every channel. */
    private static Tensor gradBias(Tensor g) {
        int channels = g.dim(1);
        int places = g.dim(2) * g.dim(3);
        double[] sums = new double[channels];
        for (int row = 0; row < g.dim(0) * channels; row++) {
            Kernels.active().reduce(Reduce.Kind.SUM, places, g.data(), g.offset() + row * places, 1, sums, row % channels, 0);
        }
        float[] bias = new float[channels];
        for (int o = 0; o < channels; o++) {
            bias[o] = (float) sums[o];
        }
        return Tensor.wrap(bias, channels);
    }

    private void check(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor weight = inputs.get(1);
        if (x.rank() != 4 || weight.rank() != 4) {
            throw new ShapeException("Convolution", "the input must be (N, C, H, W), the weight (O, C / groups, kh, kw)", x.shape(), weight.shape(),
                    "Left is the input, right the weight: a single image needs unsqueeze(0).");
        }
        if (weight.dim(2) != height.size() || weight.dim(3) != width.size()) {
            throw new ShapeException("Convolution: the kernels " + weight.shape() + " must have the size of the window, " + height.size() + " x " + width.size() + ".");
        }
        if (x.dim(1) != weight.dim(1) * groups || weight.dim(0) % groups != 0) {
            throw new ShapeException("Convolution", "with " + groups + " groups the input must have " + weight.dim(1) * groups
                    + " channels, and the number of kernels must be a multiple of groups", x.shape(), weight.shape(),
                    "Left is the input (N, C, H, W), right the weight (O, C / groups, kh, kw).");
        }
        if (inputs.size() > 2 && !Arrays.equals(inputs.get(2).dims(), new int[] {weight.dim(0)})) {
            throw new ShapeException("Convolution", "the bias must hold one number a kernel", weight.shape(), inputs.get(2).shape(), "Left is the weight, right the bias.");
        }
    }
}
