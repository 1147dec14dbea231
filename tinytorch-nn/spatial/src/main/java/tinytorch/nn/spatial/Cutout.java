package tinytorch.nn.spatial;

import java.util.random.RandomGenerator;

import tinytorch.data.Transform;
import tinytorch.tensor.Tensor;

/**
 * Sets a square of an image (C, H, W) to 0 in all channels, so that the network can't rely on one part of the thing. After {@link Normalize} 0 is the
 * mean colour: put it behind that. (DeVries and Taylor, "Improved Regularization of Convolutional Neural Networks with Cutout", 2017.)
 *
 * @param size of the square, 1 or more
 */
public record Cutout(int size) implements Transform {

    public Cutout {
        if (size < 1) {
            throw new IllegalArgumentException("Cutout: the size must be 1 or more, got " + size + ".");
        }
    }

    /**
     * Draws the centre, first y ({@code nextInt(H)}), then x ({@code nextInt(W)}). The square goes from {@code centre - size / 2} to
     * {@code centre - size / 2 + size} (excluded); what of it lies outside of the image is cut off. The given image stays as it is: change a copy.
     *
     * <p>Worked example: size 2 and the centre 0 on a line of 3 pixels: from -1 to 1, so pixel 0 alone. The centre 2: pixels 1 and 2.
     */
    @Override
    public Tensor apply(Tensor image, RandomGenerator random) {
        Images.require("Cutout", image);
        // tito:begin spatial.augment
        int top = random.nextInt(image.dim(1)) - size / 2;
        int left = random.nextInt(image.dim(2)) - size / 2;
        Tensor result = image.copy();
        result.slice(1, Math.max(0, top), top + size).slice(2, Math.max(0, left), left + size).fill(0);
        return result;
        // tito:end
    }
}
