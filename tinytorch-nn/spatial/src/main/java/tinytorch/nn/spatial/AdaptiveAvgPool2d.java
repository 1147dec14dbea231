package tinytorch.nn.spatial;

import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;

/**
 * Averages that make the output this large whatever the input is, as {@code torch.nn.AdaptiveAvgPool2d}. With 1 x 1 it is the average of every
 * channel: the end of a ResNet, which so takes images of any size.
 */
public final class AdaptiveAvgPool2d extends Layer {
    private final int height;
    private final int width;
    private final AveragePooling pooling;

    /** Outputs of {@code size x size}. */
    public AdaptiveAvgPool2d(int size) {
        this(size, size);
    }

    /** Outputs of {@code height x width}. */
    public AdaptiveAvgPool2d(int height, int width) {
        this.height = height;
        this.width = width;
        this.pooling = new AveragePooling(new Bins.Adaptive(height), new Bins.Adaptive(width));
    }

    /** Height of the output. */
    public int height() {
        return height;
    }

    /** Width of the output. */
    public int width() {
        return width;
    }

    @Override
    public Tensor forward(Tensor input) {
        return Tensor.apply(pooling, input);
    }

    @Override
    public String toString() {
        return "AdaptiveAvgPool2d(" + pooling.height() + ", " + pooling.width() + ")";
    }
}
