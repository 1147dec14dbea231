package tinytorch.milestones.inference;

import java.util.stream.IntStream;
import tinytorch.data.ImageDataset;
import tinytorch.data.source.LabelledImages;
import tinytorch.tensor.Tensor;

/**
 * Pictures to test a classifier with.
 *
 * @param labels   what they show, 0 to 9
 * @param pictures gives them
 */
record TestSet(byte[] labels, Pictures pictures) {

    /** Gives pictures as the network takes them. */
    interface Pictures {
        /** {@code count} pictures from {@code first} on, of shape (count, ...). */
        Tensor batch(int first, int count);
    }

    /** Digits, of shape (n, 784). */
    static TestSet of(LabelledImages images) {
        return new TestSet(images.labels(), (first, count) -> {
            float[] pixels = new float[count * LabelledImages.PIXELS];
            images.copyTo(pixels, first, count);
            return Tensor.wrap(pixels, count, LabelledImages.PIXELS);
        });
    }

    /** Photographs, of shape (n, 3, 32, 32). */
    static TestSet of(ImageDataset images) {
        byte[] labels = new byte[images.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) images.label(i);
        }
        return new TestSet(labels, (first, count) -> images.batch(IntStream.range(first, first + count).toArray()).inputs());
    }

    int count() {
        return labels.length;
    }
}
