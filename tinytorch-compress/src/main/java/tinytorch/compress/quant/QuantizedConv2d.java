package tinytorch.compress.quant;

import java.util.Arrays;

import tinytorch.nn.Layer;
import tinytorch.nn.spatial.Convolution;
import tinytorch.tensor.Kernels;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * {@link tinytorch.nn.spatial.Conv2d} with kernels of bytes, for inference. ({@code torch.ao.nn.quantized.Conv2d}.)
 *
 * <pre>
 * input    (N, C, H, W)
 * output   (N, kernels, height.places(H), width.places(W))
 * </pre>
 */
public final class QuantizedConv2d extends Layer implements Quantized {
    private final Convolution convolution;
    private final Int8Weight weight;
    private final byte[] kernels;
    private final float[] scales;
    private final int[] sums;
    private final float[] bias;
    private final QuantParameters input;

    /**
     * A layer with these kernels.
     *
     * @param weight each kernel a row of {@code C / groups * kh * kw} numbers
     * @param bias   one a kernel, or {@code null}
     * @param input  how its input is quantised; {@code null} for the range of each input itself
     */
    QuantizedConv2d(Convolution convolution, Int8Weight weight, Tensor bias, QuantParameters input) {
        this.convolution = convolution;
        this.weight = weight;
        this.kernels = weight.matrix();
        this.scales = weight.scales();
        this.sums = weight.sums();
        this.bias = bias == null ? null : bias.toArray();
        this.input = input;
    }

    /**
     * A product an image and group: the group's kernels are the rows, the places of the window the columns. So the result lies as images do, and the columns' zero point, that of the
     * input, is corrected by the sum of each kernel: {@code out[o, place] = (sum - zero * kernelSum[o]) * (scale * scales[o]) + bias[o]}.
     */
    @Override
    public Tensor forward(Tensor images) {
        int groups = convolution.groups();
        int perKernel = weight.columns() / (convolution.height().size() * convolution.width().size());
        if (images.rank() != 4 || images.dim(1) != perKernel * groups) {
            throw new ShapeException("QuantizedConv2d: the input must be (N, " + perKernel * groups + ", H, W), got " + images.shape() + ". A single image needs unsqueeze(0).");
        }
        Tensor x = images.contiguous();
        ByteKernel kernel = ByteKernel.ACTIVE;
        QuantParameters parameters = input != null ? input : QuantParameters.of(kernel.range(x.size(), x.data(), x.offset()));
        BytePatches patches = new BytePatches(perKernel, x.dim(2), x.dim(3), convolution);
        Tensor output = Tensor.empty(x.dim(0), weight.rows(), patches.placesDown(), patches.placesAcross());
        Rows[] rows = rows(groups);
        Kernels.active().parallel(x.dim(0), (from, to) -> {
            Room room = new Room(patches, kernel, rows[0], x.size() / x.dim(0));
            for (int n = from; n < to; n++) {
                kernel.quantize(parameters, room.image.length, x.data(), x.offset() + n * room.image.length, room.image, 0);
                for (int group = 0; group < groups; group++) {
                    patches.pad(room.image, group * room.image.length / groups, parameters.zero(), room.padded);
                    image(patches, rows[group], room, parameters, group * rows[group].count(), output.data(), (n * groups + group) * rows[group].count() * patches.count());
                }
            }
        });
        return output;
    }

    /** The kernels of each group. */
    private Rows[] rows(int groups) {
        Rows[] rows = new Rows[groups];
        int size = kernels.length / groups;
        for (int group = 0; group < groups; group++) {
            rows[group] = Rows.of(Arrays.copyOfRange(kernels, group * size, (group + 1) * size), weight.rows() / groups, weight.columns());
        }
        return rows;
    }

    /** Memory that the images of a range use one after the other. */
    private static final class Room {
        final byte[] image;
        final byte[] padded;
        final byte[] panel;
        final int[] sums;

        Room(BytePatches patches, ByteKernel kernel, Rows rows, int imageSize) {
            image = new byte[imageSize];
            padded = new byte[patches.paddedSize()];
            panel = new byte[rows.depth() * kernel.width() + Panels.SLACK];
            sums = new int[rows.padded() * kernel.width()];
        }
    }

    /** One image and group, panel by panel of its places. */
    private void image(BytePatches patches, Rows rows, Room room, QuantParameters parameters, int firstKernel, float[] out, int at) {
        ByteKernel kernel = ByteKernel.ACTIVE;
        int width = kernel.width();
        // tito:begin compress.conv
        for (int place = 0; place < patches.count(); place += width) {
            int count = Math.min(width, patches.count() - place);
            patches.panel(room.padded, place, count, room.panel, width);
            IntegerProduct.panel(kernel, rows, 0, rows.padded(), room.panel, 0, room.sums);
            for (int o = 0; o < rows.count(); o++) {
                int channel = firstKernel + o;
                int correction = parameters.zero() * sums[channel];
                float scale = parameters.scale() * scales[channel];
                float shift = bias == null ? 0 : bias[channel];
                kernel.rescale(count, room.sums, o * width, correction, scale, shift, out, at + o * patches.count() + place);
            }
        }
        // tito:end
    }

    @Override
    public void store(QuantizedState state) {
        state.weight(weight);
        if (bias != null) {
            state.numbers("bias", Tensor.wrap(bias, bias.length));
        }
        state.input(input);
    }

    @Override
    public long weightBytes() {
        return weight.bytes();
    }

    @Override
    public String toString() {
        return "QuantizedConv2d(" + weight.rows() + " kernels, " + convolution + ", " + (input == null ? "dynamic" : input) + ")";
    }
}
