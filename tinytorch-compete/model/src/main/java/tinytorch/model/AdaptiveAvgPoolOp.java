package tinytorch.model;

import java.util.Map;

import tinytorch.nn.spatial.AdaptiveAvgPool2d;

/** Averages that make an image this large, as {@code torch.nn.AdaptiveAvgPool2d}. */
record AdaptiveAvgPoolOp(int size) implements Operation {

    @Override
    public String id() {
        return "adaptive_avg_pool2d";
    }

    @Override
    public Map<String, Object> attributes() {
        return Map.of("output_size", (double) size);
    }

    @Override
    public Plan plan(Site site) throws Rejected {
        Value.Image image = site.image();
        if (size > image.height() || size > image.width()) {
            throw site.shape("it makes " + size + " x " + size + " averages, more than " + image + " has pixels");
        }
        AdaptiveAvgPool2d layer = new AdaptiveAvgPool2d(size);
        return new Plan(new Value.Image(image.channels(), size, size), 2 * image.size(), 0, inputs -> layer.forward(inputs.getFirst()));
    }
}
