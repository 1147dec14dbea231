package tinytorch.model;

import java.util.Map;

import tinytorch.nn.Layer;
import tinytorch.nn.spatial.AvgPool2d;
import tinytorch.nn.spatial.MaxPool2d;
import tinytorch.nn.spatial.Window;

/** The largest pixel or the average of every window, as {@code torch.nn.MaxPool2d} and {@code torch.nn.AvgPool2d}. */
record PoolOp(String id, int size, int stride, int padding) implements Operation {

    static PoolOp of(String id, Attributes given) throws Rejected {
        int size = given.whole("kernel_size", 2, 1, Conv2dOp.LARGEST);
        return new PoolOp(id, size, given.whole("stride", size, 1, Conv2dOp.LARGEST), given.whole("padding", 0, 0, size / 2));
    }

    @Override
    public Map<String, Object> attributes() {
        return Map.of("kernel_size", (double) size, "stride", (double) stride, "padding", (double) padding);
    }

    @Override
    public Plan plan(Site site) throws Rejected {
        Value.Image image = site.image();
        Window window = Window.of(size).stride(stride).padding(padding);
        int height = window.places(image.height());
        int width = window.places(image.width());
        if (height == 0 || width == 0) {
            throw site.shape("its window of " + size + " x " + size + " is larger than " + image + " with its padding");
        }
        Value output = new Value.Image(image.channels(), height, width);
        Layer layer = id.equals("max_pool2d") ? new MaxPool2d(window) : new AvgPool2d(window);
        return new Plan(output, output.size() * size * size, 0, inputs -> layer.forward(inputs.getFirst()));
    }
}
