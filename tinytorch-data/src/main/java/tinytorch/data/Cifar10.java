package tinytorch.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import tinytorch.data.source.DataException;
import tinytorch.data.source.DataHome;
import tinytorch.tensor.Shape;

/**
 * CIFAR-10: 60,000 colour photographs of 32 x 32 pixels in ten classes (Krizhevsky 2009), read from the files of its binary version.
 *
 * <p>A file is nothing but records of {@value #RECORD_BYTES} bytes, one after the other: the class (0 to 9), then 1,024 bytes of red,
 * 1,024 of green, 1,024 of blue, each row by row.
 */
public final class Cifar10 {
    /** The names of the classes. */
    public static final List<String> CLASSES = List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    /** The shape of a picture. */
    public static final Shape SHAPE = Shape.of(3, 32, 32);

    static final int PIXEL_BYTES = 3 * 32 * 32;
    static final int RECORD_BYTES = 1 + PIXEL_BYTES;
    static final int FILE_RECORDS = 10_000;

    private static final List<String> TRAINING = List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin",
            "data_batch_4.bin", "data_batch_5.bin");
    private static final List<String> TEST = List.of("test_batch.bin");

    private Cifar10() {
    }

    /** The 50,000 training images of the user's cache, in memory. */
    public static ImageDataset training() throws DataException {
        return training(DataHome.ofUser().cifar10(), Storage.MEMORY);
    }

    /** The 10,000 test images of the user's cache, in memory. */
    public static ImageDataset test() throws DataException {
        return test(DataHome.ofUser().cifar10(), Storage.MEMORY);
    }

    /**
     * The 50,000 training images.
     *
     * @param folder that has the files {@code data_batch_1.bin} to {@code data_batch_5.bin}
     * @throws DataException if a file is missing or has another length
     */
    public static ImageDataset training(Path folder, Storage storage) throws DataException {
        return read(folder, TRAINING, FILE_RECORDS, storage);
    }

    /**
     * The 10,000 test images.
     *
     * @param folder that has the file {@code test_batch.bin}
     * @throws DataException if it is missing or has another length
     */
    public static ImageDataset test(Path folder, Storage storage) throws DataException {
        return read(folder, TEST, FILE_RECORDS, storage);
    }

    /** Other files of the same form, of so many records each, as one dataset. */
    public static ImageDataset read(Path folder, List<String> names, int records, Storage storage) throws DataException {
        List<ByteBuffer> files = new ArrayList<>();
        for (String name : names) {
            files.add(storage.open(folder.resolve(name), (long) records * RECORD_BYTES));
        }
        return new ImageDataset("cifar-10", CLASSES, SHAPE, new Records(files, records));
    }

    /**
     * The records of several files, counted through: record i is record {@code i % records} of file {@code i / records}.
     *
     * @param files   in their order
     * @param records how many each file has
     */
    record Records(List<ByteBuffer> files, int records) implements RawImages {

        @Override
        public int size() {
            return files.size() * records;
        }

        /** The first byte of a record, a number from 0 to 255. {@link ByteBuffer#get(int)} reads one byte at a place. */
        @Override
        public int label(int index) {
            Objects.checkIndex(index, size());
            // tito:begin data.images
            return files.get(index / records).get(index % records * RECORD_BYTES) & 0xFF;
            // tito:end
        }

        /**
         * The {@value #PIXEL_BYTES} bytes after the first. {@link ByteBuffer#get(int, byte[], int, int)} copies bytes from a place on; it
         * leaves the buffer's own position alone, so that several threads can read.
         */
        @Override
        public void pixels(int index, byte[] out) {
            Objects.checkIndex(index, size());
            // tito:begin data.images
            files.get(index / records).get(index % records * RECORD_BYTES + 1, out, 0, PIXEL_BYTES);
            // tito:end
        }
    }
}
