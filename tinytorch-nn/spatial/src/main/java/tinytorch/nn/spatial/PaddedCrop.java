package tinytorch.nn.spatial;

import java.util.random.RandomGenerator;

import tinytorch.data.Transform;
import tinytorch.tensor.Tensor;

/**
 * Moves an image (C, H, W) by up to {@code padding} pixels in any direction: zeros are put around it, and a piece of the old size is cut out at a
 * random place. What is in a picture does not depend on where it is.
 *
 * @param padding 0 or more, usually 4 for images of 32 x 32
 */
public record PaddedCrop(int padding) implements Transform {

    public PaddedCrop {
        if (padding < 0) {
            throw new IllegalArgumentException("PaddedCrop: the padding must be 0 or more, got " + padding + ".");
        }
    }

    /**
     * Draws {@code top} and then {@code left} ({@code nextInt(2 * padding + 1)} each), the corner of the piece in the padded image: pixel (y, x) of
     * the result is pixel {@code (y + top - padding, x + left - padding)} of the image, or 0 outside of it.
     *
     * <p>Copy what both have in common ({@link Tensor#narrow}, {@link Tensor#copyFrom}): H - |top - padding| lines of W - |left - padding| pixels.
     *
     * <p>Worked example: padding 1 and left 2 turn the line 1, 2, 3 into 2, 3, 0; left 1 leaves it, left 0 makes 0, 1, 2.
     */
    @Override
    public Tensor apply(Tensor image, RandomGenerator random) {
        Images.require("PaddedCrop", image);
        // tito:begin spatial.augment
        int down = random.nextInt(2 * padding + 1) - padding;
        int right = random.nextInt(2 * padding + 1) - padding;
        int height = Math.max(0, image.dim(1) - Math.abs(down));
        int width = Math.max(0, image.dim(2) - Math.abs(right));
        Tensor result = Tensor.zeros(image.dims());
        if (height > 0 && width > 0) {
            Tensor seen = image.narrow(1, Math.max(0, down), height).narrow(2, Math.max(0, right), width);
            result.narrow(1, Math.max(0, -down), height).narrow(2, Math.max(0, -right), width).copyFrom(seen);
        }
        return result;
        // tito:end
    }
}
