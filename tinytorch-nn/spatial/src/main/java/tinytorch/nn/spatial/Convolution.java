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
 * The two-dimensional convolution of images with kernels, as {@code torch.nn.functional.conv2d} (which, like every framework, does not
 * flip the kernel: strictly it is a cross-correlation).
 *
 * <pre>
 * input    (N, C, H, W)                         N images of C channels
 * weight   (O, C / groups, kh, kw)              O kernels
 * bias     (O,)                                 may be left out
 * output   (N, O, height.places(H), width.places(W))
 *
 * output[n, o, py, px] = bias[o] + sum over c, ky, kx of weight[o, c, ky, kx] * input[n, first + c, height.index(py, ky), width.index(px, kx)]
 * </pre>
 *
 * where pixels outside of the image are 0, and {@code first} is the first channel of o's group: channels and kernels are cut into {@code groups}
 * parts, and a kernel sees the channels of its own part alone.
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
     * One matrix product an image and group, {@link Products#output}, into its place in the output; then the bias is added to every pixel of its
     * channel.
     *
     * <p>{@link Kernels#parallel} over the images; every range makes one {@link Products#scratch} and uses it for all its images.
     */
    @Override
    public Tensor forward(List<Tensor> inputs) {
        check(inputs);
        // tito:begin spatial.conv
        Products products = new Products(this, inputs.get(0), inputs.get(1));
        Tensor output = products.output();
        float[] out = output.data();
        Kernels.active().parallel(products.batch(), (from, to) -> {
            float[] scratch = products.scratch();
            for (int n = from; n < to; n++) {
                for (int group = 0; group < groups; group++) {
                    products.output(n, group, scratch, out);
                }
            }
        });
        return inputs.size() < 3 ? output : output.addInPlace(inputs.get(2).reshape(-1, 1, 1));
        // tito:end
    }

    /**
     * The gradients of input, weight and bias, by {@link #gradInput}, {@link #gradWeight} and {@link #gradBias}.
     *
     * <p>One that nobody wants ({@link Tensor#requiresGrad} of the input) is {@code null} and not computed: a network's first convolution has no use
     * for dL/dimage, which would cost as much as its forward. So is the third if there is no bias: then there are two.
     */
    @Override
    public List<Tensor> backward(Tensor gradOutput, Tensor output, List<Tensor> inputs) {
        // tito:begin spatial.conv-backward
        Products products = new Products(this, inputs.get(0), inputs.get(1));
        Tensor g = gradOutput.contiguous();
        Tensor[] gradients = new Tensor[inputs.size()];
        for (int i = 0; i < gradients.length; i++) {
            if (inputs.get(i).requiresGrad()) {
                gradients[i] = i == 0 ? gradInput(products, g, inputs.get(0)) : i == 1 ? gradWeight(products, g, inputs.get(1)) : gradBias(g);
            }
        }
        return Arrays.asList(gradients);
        // tito:end
    }

    /**
     * dL/dinput: {@link Products#gradInput} for every image and group, in {@link Kernels#parallel} over the images. {@link Products#transposedWeight}
     * is made once before.
     */
    private Tensor gradInput(Products products, Tensor g, Tensor input) {
        // tito:begin spatial.conv-backward
        Tensor gradX = Tensor.empty(input.dims());
        float[] gradient = gradX.data();
        float[] transposed = products.transposedWeight();
        Kernels.active().parallel(products.batch(), (from, to) -> {
            float[] matrix = products.matrix();
            float[] scratch = products.scratch();
            for (int n = from; n < to; n++) {
                for (int group = 0; group < groups; group++) {
                    products.gradInput(n, group, g, transposed, matrix, scratch, gradient);
                }
            }
        });
        return gradX;
        // tito:end
    }

    /**
     * dL/dweight: the sum of {@link Products#gradWeight} over all images, turned back by {@link Products#weightGradient}.
     *
     * <p>Ranges that run at the same time must not add to the same array: each has a sum of its own, and these are added in the end in the order of
     * the ranges, because another order would give other roundings. {@link Products#oneGradient} has room for the product of one image; a sum is a tensor, so
     * that it can be given back ({@link Tensor#recycle}).
     */
    private Tensor gradWeight(Products products, Tensor g, Tensor weight) {
        // tito:begin spatial.conv-backward
        Tensor[] sums = new Tensor[products.batch()];   // that of a range is at its first image
        Kernels.active().parallel(products.batch(), (from, to) -> {
            float[] scratch = products.scratch();
            float[] one = products.oneGradient();
            Tensor ofRange = Tensor.zeros(weight.size());
            float[] sum = ofRange.data();
            for (int n = from; n < to; n++) {
                for (int group = 0; group < groups; group++) {
                    products.gradWeight(n, group, g, scratch, one);
                }
                Kernels.active().binary(BinaryOp.ADD, sum.length, sum, 0, 1, one, 0, 1, sum, 0, 1);
            }
            if (from < to) {
                sums[from] = ofRange;
            }
        });
        float[] total = new float[weight.size()];
        for (Tensor sum : sums) {
            if (sum != null) {
                Kernels.active().binary(BinaryOp.ADD, total.length, total, 0, 1, sum.data(), 0, 1, total, 0, 1);
                sum.recycle();
            }
        }
        return products.weightGradient(total);
        // tito:end
    }

    /**
     * {@code dL/dbias[o]}, the sum of {@code g[n, o, py, px]} over images and places: {@link Kernels#reduce} over the places of each, which are
     * contiguous.
     */
    private static Tensor gradBias(Tensor g) {
        // tito:begin spatial.conv-backward
        int channels = g.dim(1);
        int places = g.dim(2) * g.dim(3);
        double[] sums = new double[channels];
        for (int i = 0; i < g.dim(0) * channels; i++) {
            Kernels.active().reduce(Reduce.Kind.SUM, places, g.data(), g.offset() + i * places, 1, sums, i % channels, 0);
        }
        float[] gradient = new float[channels];
        for (int o = 0; o < channels; o++) {
            gradient[o] = (float) sums[o];
        }
        return Tensor.wrap(gradient, channels);
        // tito:end
    }

    private void check(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor weight = inputs.get(1);
        if (x.rank() != 4 || weight.rank() != 4) {
            throw new ShapeException("Convolution", "the input must be (N, C, H, W), the weight (O, C / groups, kh, kw)", x.shape(), weight.shape(),
                    "Left is the input, right the weight: a single image needs unsqueeze(0).");
        }
        if (weight.dim(2) != height.size() || weight.dim(3) != width.size()) {
            throw new ShapeException("Convolution: the kernels " + weight.shape() + " must have the size of the window, " + height.size() + " x "
                    + width.size() + ".");
        }
        if (x.dim(1) != weight.dim(1) * groups || weight.dim(0) % groups != 0) {
            throw new ShapeException("Convolution", "with " + groups + " groups the input must have " + weight.dim(1) * groups
                    + " channels, and the number of kernels must be a multiple of groups", x.shape(), weight.shape(),
                    "Left is the input (N, C, H, W), right the weight (O, C / groups, kh, kw).");
        }
        if (inputs.size() > 2 && !Arrays.equals(inputs.get(2).dims(), new int[] {weight.dim(0)})) {
            throw new ShapeException("Convolution", "the bias must hold one number a kernel", weight.shape(), inputs.get(2).shape(),
                    "Left is the weight, right the bias.");
        }
    }
}
