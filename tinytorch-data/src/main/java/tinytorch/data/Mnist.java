package tinytorch.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import tinytorch.data.source.DataException;
import tinytorch.data.source.DataHome;
import tinytorch.data.source.Idx;
import tinytorch.tensor.Shape;

/**
 * MNIST: 70,000 handwritten digits of 28 x 28 grey pixels (LeCun, Cortes and Burges 1998), 0 for paper and 1 for ink. Pictures and classes are in files of
 * their own, compressed with gzip: reading one byte means unpacking all before it. So in memory they are kept unpacked, and to be mapped they are unpacked
 * to files beside the published ones first, 55 MB once.
 */
public final class Mnist {
    /** The names of the classes. */
    public static final List<String> CLASSES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    /** The shape of a picture. */
    public static final Shape SHAPE = Shape.of(1, 28, 28);

    private static final int TRAINING = 60_000;
    private static final int TEST = 10_000;

    private Mnist() {
    }

    /** The 60,000 training images of the user's cache, in memory. */
    public static ImageDataset training() throws DataException {
        return training(DataHome.ofUser().mnist(), Storage.MEMORY);
    }

    /** The 10,000 test images of the user's cache, in memory. */
    public static ImageDataset test() throws DataException {
        return test(DataHome.ofUser().mnist(), Storage.MEMORY);
    }

    /**
     * The 60,000 training images.
     *
     * @param folder that has the published files
     * @throws DataException if one is missing or damaged
     */
    public static ImageDataset training(Path folder, Storage storage) throws DataException {
        return read(folder, "train", TRAINING, storage);
    }

    /**
     * The 10,000 test images.
     *
     * @param folder that has the published files
     * @throws DataException if one is missing or damaged
     */
    public static ImageDataset test(Path folder, Storage storage) throws DataException {
        return read(folder, "t10k", TEST, storage);
    }

    /** The files of this part, which have so many pictures. */
    static ImageDataset read(Path folder, String part, int count, Storage storage) throws DataException {
        byte[] labels = Idx.read(folder.resolve(part + "-labels-idx1-ubyte.gz"), count).values();
        Path images = folder.resolve(part + "-images-idx3-ubyte.gz");
        int height = SHAPE.dim(1);
        int width = SHAPE.dim(2);
        RawImages raw = switch (storage) {
            case MEMORY -> new Digits(ByteBuffer.wrap(Idx.read(images, count, height, width).values()), 0, labels);
            case MAPPED -> {
                int header = Idx.headerBytes(3);
                yield new Digits(storage.open(Idx.unpacked(images, count, height, width), header + (long) count * SHAPE.size()), header, labels);
            }
        };
        return new ImageDataset("mnist", CLASSES, SHAPE, raw);
    }

    /**
     * Pictures one after the other in one file, their classes in another.
     *
     * @param pixels one byte a pixel
     * @param start  of the first picture
     * @param labels one byte a picture
     */
    private record Digits(ByteBuffer pixels, int start, byte[] labels) implements RawImages {

        @Override
        public int size() {
            return labels.length;
        }

        @Override
        public int label(int index) {
            return labels[index] & 0xFF;
        }

        @Override
        public void pixels(int index, byte[] out) {
            Objects.checkIndex(index, size());
            pixels.get(start + index * SHAPE.size(), out, 0, SHAPE.size());
        }
    }
}
