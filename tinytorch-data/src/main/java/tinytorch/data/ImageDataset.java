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
            throw new IllegalStateException("%s: picture %d has the class %d, there are %d. The file is damaged.".formatted(name, index, label, classes.size()));
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

    /** All pictures straight into the batch: nothing is copied twice. */
    @Override
    public Batch batch(int... indices) {
        int size = shape.size();
        float[] pixels = new float[Math.multiplyExact(indices.length, size)];
        float[] targets = new float[indices.length];
        byte[] bytes = new byte[size];
        for (int n = 0; n < indices.length; n++) {
            int place = n;
            targets[n] = DataLoaderException.naming(indices[n], () -> label(indices[place]));
            read(indices[n], bytes, pixels, n * size);
        }
        return new Batch(Tensor.wrap(pixels, indices.length, shape.dim(0), shape.dim(1), shape.dim(2)), Tensor.wrap(targets, indices.length));
    }

    private void read(int index, byte[] bytes, float[] out, int at) {
        images.pixels(index, bytes);
        scale(bytes, out, at);
    }

    /**
     * Writes {@code bytes[i] / 255} to {@code out[at + i]}. A byte of the file is a number from 0 to 255; Java's bytes go from -128 to 127.
     */
    static void scale(byte[] bytes, float[] out, int at) {
        for (int i = 0; i < bytes.length; i++) {
            out[at + i] = (bytes[i] & 0xFF) / 255f;
        }
    }
}
