package tinytorch.nn.spatial;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/** The channels of a batch of images as planes of pixels, one after the other, and a window that moves over each: what pooling works on. */
final class Planes {
    private final Tensor images;
    private final Axis down;
    private final Axis across;

    private Planes(Tensor images, Axis down, Axis across) {
        this.images = images;
        this.down = down;
        this.across = across;
    }

    /** Windows on images (N, C, H, W). */
    static Planes of(String operation, Tensor images, Window height, Window width) {
        if (images.rank() != 4) {
            throw new ShapeException(operation + ": the input must be (N, C, H, W), got " + images.shape() + ". A single image needs unsqueeze(0).");
        }
        Axis down = new Axis(height, images.dim(2));
        Axis across = new Axis(width, images.dim(3));
        if (down.places() == 0 || across.places() == 0) {
            throw new ShapeException(operation + ": images " + images.shape() + " are smaller than the window, " + height + " by " + width
                    + ". Add padding, or use a smaller window.");
        }
        return new Planes(images.contiguous(), down, across);
    }

    /** As PyTorch: then every window sees a pixel, or nearly every one with dilation. */
    static void requireHalfPadding(String operation, Window height, Window width) {
        if (2 * height.padding() > height.size() || 2 * width.padding() > width.size()) {
            throw new IllegalArgumentException(operation + ": the padding must be at most half of the window, got " + height + " by " + width + ".");
        }
    }

    /** How many: N * C. */
    int count() {
        return images.dim(0) * images.dim(1);
    }

    /** Pixels of one: H * W. */
    int size() {
        return down.length() * across.length();
    }

    /** Places of the window on one. */
    int places() {
        return down.places() * across.places();
    }

    Axis down() {
        return down;
    }

    Axis across() {
        return across;
    }

    float[] data() {
        return images.data();
    }

    /** Where the pixels of a plane begin in {@link #data}. */
    int at(int plane) {
        return images.offset() + plane * size();
    }

    /** One number a place as a tensor (N, C, places down, places across). */
    Tensor output(float[] values) {
        return Tensor.wrap(values, images.dim(0), images.dim(1), down.places(), across.places());
    }
}
