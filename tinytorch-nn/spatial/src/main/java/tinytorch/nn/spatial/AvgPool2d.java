package tinytorch.nn.spatial;

import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;

/** The average of every window, as {@code torch.nn.AvgPool2d}. The zeros of the padding count unless told otherwise. */
public final class AvgPool2d extends Layer {
    private final Bins.Sliding bins;
    private final AveragePooling pooling;

    /** Windows of {@code size x size} side by side. */
    public AvgPool2d(int size) {
        this(Window.of(size).stride(size));
    }

    /** The same window down and across, without dilation; its padding is at most half of its size. Mind the stride: {@link Window#of} moves by 1. */
    public AvgPool2d(Window window) {
        this(window, true);
    }

    /** @param countPadding whether the zeros of the padding count: {@code count_include_pad} in PyTorch */
    public AvgPool2d(Window window, boolean countPadding) {
        this.bins = new Bins.Sliding(window, countPadding);
        this.pooling = new AveragePooling(bins, bins);
    }

    /** How the window moves, down and across. */
    public Window window() {
        return bins.window();
    }

    /** Whether the zeros of the padding count. */
    public boolean countPadding() {
        return bins.countPadding();
    }

    @Override
    public Tensor forward(Tensor input) {
        return Tensor.apply(pooling, input);
    }

    @Override
    public String toString() {
        return "AvgPool2d(" + pooling.width() + ")";
    }
}
