package tinytorch.nn.spatial;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/** The channels of a batch of images as planes of pixels, one after the other, and a window that moves over each: what max pooling works on. */
final class Planes {
    private final Tensor images;
    private final Axis down;
    private final Axis across;

    /**
     * Windows on images (N, C, H, W).
     *
     * @throws ShapeException if they do not fit
     */
    Planes(String operation, Tensor images, Window height, Window width) {
        this.images = images.contiguous();
        this.down = new Axis(height, images.dim(2));
        this.across = new Axis(width, images.dim(3));
        if (down.places() == 0 || across.places() == 0) {
            throw new ShapeException(operation + ": images " + images.shape() + " are smaller than the window, " + height + " by " + width
                    + ". Add padding, or use a smaller window.");
        }
    }

    static void requireImages(String operation, Tensor images) {
        if (images.rank() != 4) {
            throw new ShapeException(operation + ": the input must be (N, C, H, W), got " + images.shape() + ". A single image needs unsqueeze(0).");
        }
    }

    /** As PyTorch: more padding than half would only make windows that see nothing. */
    static void requireHalfPadding(String operation, Window height, Window width) {
        if (2 * height.padding() > height.size() || 2 * width.padding() > width.size()) {
            throw new IllegalArgumentException(operation + ": the padding must be at most half of the window, got " + height + " by " + width + ".");
        }
    }

    /** How many planes there are: N * C. */
    int count() {
        return images.dim(0) * images.dim(1);
    }

    /** Pixels of a plane: H * W. */
    int size() {
        return down.length() * across.length();
    }

    /** Places of the window on a plane. */
    int places() {
        return down.places() * across.places();
    }

    Axis down() {
        return down;
    }

    Axis across() {
        return across;
    }

    /** The pixels of all planes. */
    float[] data() {
        return images.data();
    }

    /** Where line y of a plane begins in {@link #data}. */
    int line(int plane, int y) {
        return images.offset() + plane * size() + y * across.length();
    }

    /** A tensor for one number a place, (N, C, places down, places across), to be overwritten. */
    Tensor output() {
        return Tensor.empty(images.dim(0), images.dim(1), down.places(), across.places());
    }
}
