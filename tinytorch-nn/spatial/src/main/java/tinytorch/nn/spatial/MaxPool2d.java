package tinytorch.nn.spatial;

import tinytorch.nn.Layer;
import tinytorch.tensor.Tensor;

/** The largest pixel of every window, as {@code torch.nn.MaxPool2d}: smaller images, and a feature counts wherever in the window it is. */
public final class MaxPool2d extends Layer {
    private final MaxPooling pooling;

    /** Windows of {@code size x size} side by side. */
    public MaxPool2d(int size) {
        this(Window.of(size).stride(size));
    }

    /** The same window down and across; its padding is at most half of its size. Mind the stride: {@link Window#of} moves by 1. */
    public MaxPool2d(Window window) {
        this.pooling = new MaxPooling(window, window);
    }

    /** How the window moves, down and across. */
    public Window window() {
        return pooling.width();
    }

    @Override
    public Tensor forward(Tensor input) {
        return Tensor.apply(pooling, input);
    }

    @Override
    public String toString() {
        return "MaxPool2d(" + pooling.width() + ")";
    }
}
