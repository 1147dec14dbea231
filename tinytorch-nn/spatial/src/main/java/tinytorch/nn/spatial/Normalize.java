package tinytorch.nn.spatial;

import java.util.List;
import java.util.random.RandomGenerator;

import tinytorch.data.Transform;
import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * {@code (x - mean) / deviation} for every channel of an image (C, H, W), or of a batch of images (N, C, H, W). Nothing is random here: it is for
 * test images too.
 *
 * @param mean      of each channel over the training images
 * @param deviation the standard deviation of each channel
 */
public record Normalize(List<Float> mean, List<Float> deviation) implements Transform {

    /** CIFAR-10's training images with pixels from 0 to 1, as {@link tinytorch.data.ImageDataset} gives them: red, green, blue. */
    public static final Normalize CIFAR10 = new Normalize(List.of(125.3f / 255, 123.0f / 255, 113.9f / 255), List.of(63.0f / 255, 62.1f / 255, 66.7f / 255));

    public Normalize {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != deviation.size() || deviation.stream().anyMatch(d -> !(d > 0))) {
            throw new IllegalArgumentException("Normalize: as many means as deviations, and those positive, got " + mean + " and " + deviation + ".");
        }
    }

    /** One mean and one deviation a channel, broadcast over the pixels; {@link #channels} gives them the shape (C, 1, 1). */
    @Override
    public Tensor apply(Tensor image, RandomGenerator random) {
        if (image.rank() < 3 || image.dim(-3) != mean.size()) {
            throw new ShapeException("Normalize: " + mean.size() + " channels need images (..., " + mean.size() + ", H, W), got " + image.shape()
                    + ".");
        }
        // tito:begin spatial.augment
        return image.sub(channels(mean)).div(channels(deviation));
        // tito:end
    }

    /** One number a channel, of shape (C, 1, 1). */
    private static Tensor channels(List<Float> values) {
        Tensor tensor = Tensor.zeros(values.size(), 1, 1);
        for (int c = 0; c < values.size(); c++) {
            tensor.set(values.get(c), c, 0, 0);
        }
        return tensor;
    }
}
