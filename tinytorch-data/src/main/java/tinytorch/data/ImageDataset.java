package tinytorch.data;

import java.util.List;
import java.util.Objects;

import tinytorch.tensor.Shape;
import tinytorch.tensor.Tensor;

/**
 * Pictures with a class each. They are kept as bytes, a quarter of what {@code float}s take, and become numbers from 0 to 1 when they
 * are read: input {@code (channels, height, width)}, target {@code ()}.
 */
public final class ImageDataset implements Dataset {
    private final String name;
    private final List<String> classes;
    private final Shape shape;
    private final RawImages images;

    /**
     * @param name    what it is called, such as {@code cifar-10}
     * @param classes the names of the classes 0, 1, ...
     * @param shape   of a picture: {@code (channels, height, width)}
     * @param images  the bytes
     */
    public ImageDataset(String name, List<String> classes, Shape shape, RawImages images) {
        this.name = name;
        this.classes = List.copyOf(classes);
        this.shape = shape;
        this.images = images;
    }

    public String name() {
        return name;
    }

    /** The names of the classes 0, 1, ... */
    public List<String> classes() {
        return classes;
    }

    /** The shape of a picture: {@code (channels, height, width)}. */
    public Shape shape() {
        return shape;
    }

    @Override
    public int size() {
        return images.size();
    }

    /** The class of a picture, without reading its pixels. */
    public int label(int index) {
        Objects.checkIndex(index, size());
        int label = images.label(index);
        if (label >= classes.size()) {
            throw new IllegalStateException("%s: picture %d has the class %d, there are %d. The file is damaged."
                    .formatted(name, index, label, classes.size()));
        }
        return label;
    }

    @Override
    public Example get(int index) {
        float target = label(index);
        float[] pixels = new float[shape.size()];
        read(index, new byte[shape.size()], pixels, 0);
        return new Example(Tensor.wrap(pixels, shape.dims()), Tensor.scalar(target));
    }

    /**
     * All pictures straight into the batch: one array for all bytes of a picture, one for all numbers of the batch, nothing is copied
     * twice. Picture n of the batch begins at {@code n * shape.size()}.
     *
     * @throws DataLoaderException if there is no such picture, or its class is none; it tells which
     */
    @Override
    public Batch batch(int... indices) {
        // tito:begin data.images
        int size = shape.size();
        float[] pixels = new float[Math.multiplyExact(indices.length, size)];
        float[] targets = new float[indices.length];
        byte[] bytes = new byte[size];
        for (int n = 0; n < indices.length; n++) {
            int index = indices[n];
            targets[n] = DataLoaderException.naming(index, () -> label(index));
            read(index, bytes, pixels, n * size);
        }
        return new Batch(Tensor.wrap(pixels, indices.length, shape.dim(0), shape.dim(1), shape.dim(2)), Tensor.wrap(targets, indices.length));
        // tito:end
    }

    /** A picture's numbers from {@code at} on; {@code bytes} is scratch space. */
    private void read(int index, byte[] bytes, float[] out, int at) {
        images.pixels(index, bytes);
        scale(bytes, out, at);
    }

    /**
     * Writes {@code bytes[i] / 255} to {@code out[at + i]}, for all of the bytes. A byte of the file is a number from 0 to 255; Java's go
     * from -128 to 127, and {@code b & 0xFF} gives the number that was meant.
     *
     * <p>Worked example: the bytes 0, 51, -1 (255 in the file) give 0, 0.2, 1.
     */
    static void scale(byte[] bytes, float[] out, int at) {
        // tito:begin data.images
        for (int i = 0; i < bytes.length; i++) {
            out[at + i] = (bytes[i] & 0xFF) / 255f;
        }
        // tito:end
    }
}
