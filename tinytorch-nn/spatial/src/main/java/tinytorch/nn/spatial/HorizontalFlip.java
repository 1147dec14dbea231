package tinytorch.nn.spatial;

import java.util.random.RandomGenerator;

import tinytorch.data.Transform;
import tinytorch.tensor.Tensor;

/**
 * Mirrors an image (C, H, W) left to right with this probability: a horse that looks the other way is a horse. (Not for digits.)
 *
 * @param probability from 0 to 1, usually 0.5
 */
public record HorizontalFlip(double probability) implements Transform {

    public HorizontalFlip {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("HorizontalFlip: a probability is from 0 to 1, got " + probability + ".");
        }
    }

    /** Draws one number from 0 to 1 ({@code nextDouble}): below the probability the image is mirrored, otherwise it is returned as it is. */
    @Override
    public Tensor apply(Tensor image, RandomGenerator random) {
        Images.require("HorizontalFlip", image);
        // tito:begin spatial.augment
        return random.nextDouble() < probability ? image.flip(-1) : image;
        // tito:end
    }
}
