package tinytorch.model;

import java.util.Map;
import java.util.Set;

import tinytorch.compress.quant.QuantParameters;
import tinytorch.compress.quant.QuantizedConv2d;
import tinytorch.compress.quant.QuantizedLayers;
import tinytorch.nn.Layer;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.Convolution;
import tinytorch.nn.spatial.Window;
import tinytorch.tensor.Tensor;

/** A convolution with weight (O, C / groups, kh, kw), as {@code torch.nn.Conv2d}; in bytes as {@link LinearOp}, with the range of every image. */
record Conv2dOp(int stride, int padding, int dilation, int groups) implements Operation {
    /** The largest stride, padding, dilation and size of a window. */
    static final int LARGEST = 32;

    static Conv2dOp of(Attributes given) throws Rejected {
        return new Conv2dOp(given.whole("stride", 1, 1, LARGEST), given.whole("padding", 0, 0, LARGEST), given.whole("dilation", 1, 1, LARGEST), given.whole("groups", 1, 1, 1 << 16));
    }

    @Override
    public String id() {
        return "conv2d";
    }

    @Override
    public Map<String, Object> attributes() {
        return Map.of("stride", (double) stride, "padding", (double) padding, "dilation", (double) dilation, "groups", (double) groups);
    }

    @Override
    public Set<String> needs() {
        return Set.of("weight");
    }

    @Override
    public Set<String> takes() {
        return Set.of("bias", "input");
    }

    @Override
    public Plan plan(Site site) throws Rejected {
        Value.Image image = site.image();
        Weight weight = site.weight(4);
        int[] dims = weight.dims();
        if (dims[2] > LARGEST || dims[3] > LARGEST) {
            throw site.shape("a kernel has at most " + LARGEST + " x " + LARGEST + " numbers, got " + dims[2] + " x " + dims[3]);
        }
        if ((long) dims[1] * groups != image.channels() || dims[0] % groups != 0) {
            throw site.shape("its weight (" + dims[0] + ", " + dims[1] + ", " + dims[2] + ", " + dims[3] + ") in " + groups + " groups needs " + (long) dims[1] * groups
                    + " channels and a multiple of the groups as kernels, got " + image);
        }
        Convolution convolution = new Convolution(window(dims[2]), window(dims[3]), groups);
        int height = convolution.height().places(image.height());
        int width = convolution.width().places(image.width());
        if (height == 0 || width == 0) {
            throw site.shape("its kernel is larger than " + image + " with its padding");
        }
        Tensor bias = site.row("bias", dims[0]);
        Value output = new Value.Image(dims[0], height, width);
        long work = Math.multiplyExact(output.size(), (long) dims[1] * dims[2] * dims[3]);
        long room = (long) image.channels() * (image.height() + 2L * padding) * (image.width() + 2L * padding);
        return new Plan(output, work, room, step(weight, convolution, bias, Ranges.of(site)));
    }

    private Window window(int size) {
        return Window.of(size).stride(stride).padding(padding).dilation(dilation);
    }

    private static Step step(Weight weight, Convolution convolution, Tensor bias, QuantParameters input) {
        Layer layer = switch (weight) {
            case Weight.Numbers numbers -> new Conv2d(convolution, numbers.tensor(), bias);
            case Weight.Whole whole when whole.bits() == 4 -> new Conv2d(convolution, whole.unpacked().tensor(), bias);
            case Weight.Whole whole -> QuantizedLayers.convolution(convolution, whole.dims(), whole.matrix(), bias, input);
        };
        boolean together = !(layer instanceof QuantizedConv2d) || input != null;
        return together ? inputs -> layer.forward(inputs.getFirst()) : Ranges.images(layer);
    }
}
