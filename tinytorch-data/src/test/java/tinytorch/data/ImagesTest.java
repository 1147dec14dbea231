package tinytorch.data;

import static tinytorch.tensor.TestTensors.values;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.data.source.DataException;
import tinytorch.tensor.Shape;
import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;
import tinytorch.testkit.Tolerance;
import tinytorch.testkit.Values;

/** The files that these tests read have three records each; pixel p of picture i is the byte 40 * i + p % 256. */
@Tag("data.images")
class ImagesTest {
    private static final int RECORDS = 3;
    private static final List<String> NAMES = List.of("a.bin", "b.bin");
    private static final int[] LABELS = {4, 0, 9, 1, 7, 2};

    @TempDir
    private Path folder;

    @Test
    void bytesAreNumbersFrom0To255() {
        float[] out = {-1, -1, -1, -1, -1};
        Check.call("ImageDataset.scale", "0, 51, -1").because("the byte -1 is 255 in the file; 255 becomes 1").gives(() -> {
            ImageDataset.scale(new byte[] {0, 51, -1}, out, 1);
            return Values.of(out, 5);
        }, Values.of(new double[] {-1, 0, 0.2, 1, -1}, 5));
        byte[] all = new byte[256];
        double[] expected = new double[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
            expected[i] = i / 255.0;
        }
        float[] scaled = new float[256];
        Check.call("ImageDataset.scale", "all 256 bytes").gives(() -> {
            ImageDataset.scale(all, scaled, 0);
            return Values.of(scaled, 256);
        }, Values.of(expected, 256));
    }

    @Test
    void aRecordBeginsWithItsClass() throws IOException {
        Cifar10.Records records = records();
        for (int i = 0; i < LABELS.length; i++) {
            int index = i;
            Check.call("Records.label", i).because("record " + i + " is record " + i % RECORDS + " of file " + i / RECORDS + ", and 3,073 bytes long")
                    .equal(() -> records.label(index), LABELS[i]);
        }
        ByteBuffer odd = ByteBuffer.allocate(Cifar10.RECORD_BYTES).put(0, (byte) 200);
        Check.call("Records.label", "a damaged file").because("a byte is never negative").equal(() -> new Cifar10.Records(List.of(odd), 1).label(0), 200);
    }

    @Test
    void thePixelsFollowTheClass() throws IOException {
        Cifar10.Records records = records();
        for (int index : new int[] {0, 2, 3, 5}) {
            byte[] out = new byte[Cifar10.PIXEL_BYTES];
            Check.call("Records.pixels", index).because("the 3,072 bytes after the first of the record").equal(() -> {
                records.pixels(index, out);
                return out;
            }, pixels(index));
        }
    }

    @Test
    void severalThreadsMayRead() throws IOException {
        Cifar10.Records records = records();
        byte[] out = new byte[Cifar10.PIXEL_BYTES];
        Check.call("Records.pixels", 4).run(() -> {
            records.pixels(4, out);
            return out;
        });
        for (ByteBuffer file : records.files()) {
            Check.call("Records.pixels", 4).because("the buffer is shared by all threads, so its position must not be used").equal(file::position, 0);
        }
    }

    @Test
    void thereIsNoRecordOutside() throws IOException {
        Cifar10.Records records = records();
        Check.call("Records.label", 5).equal(() -> records.label(5), LABELS[5]);
        Check.call("Records.label", 6).refuses(IndexOutOfBoundsException.class, () -> records.label(6), "6");
        Check.call("Records.label", -1).refuses(IndexOutOfBoundsException.class, () -> records.label(-1), "-1");
    }

    @Test
    @LookAt({"ImageDataset.scale", "Cifar10.Records.pixels"})
    void aPictureHasThreeChannels() throws IOException {
        for (Storage storage : Storage.values()) {
            Dataset data = dataset(storage);
            double[] expected = new double[Cifar10.PIXEL_BYTES];
            byte[] bytes = pixels(4);
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (bytes[i] & 0xFF) / 255.0;
            }
            Check.call("Cifar10.get", 4, storage).because("red, green and blue, one after the other, row by row").gives(() -> values(data.get(4).input()), Values.of(expected, 3, 32, 32));
            Check.call("Cifar10.get", 4, storage).gives(() -> values(data.get(4).target()), Values.of(new double[] {LABELS[4]}));
        }
    }

    @Test
    void aBatchHasWhatTheSinglePicturesHave() throws IOException {
        for (Storage storage : Storage.values()) {
            Dataset data = dataset(storage);
            Batch batch = Check.call("Cifar10.batch", "5, 0, 3, 0", storage).run(() -> data.batch(5, 0, 3, 0));
            Check.call("Cifar10.batch", "5, 0, 3, 0").equal(() -> batch.inputs().shape().toString(), "(4, 3, 32, 32)");
            Check.call("Cifar10.batch", "5, 0, 3, 0").gives(() -> values(batch.targets()), Values.of(new double[] {LABELS[5], LABELS[0], LABELS[3], LABELS[0]}, 4));
            for (int n = 0; n < 4; n++) {
                int place = n;
                Check.call("Cifar10.batch", "5, 0, 3, 0").because("picture " + n + " of the batch").within(Tolerance.EXACT)
                        .gives(() -> values(batch.inputs().select(0, place)), values(data.get(new int[] {5, 0, 3, 0}[n]).input()));
            }
        }
        Dataset data = dataset(Storage.MEMORY);
        Check.call("Cifar10.batch", "none").equal(() -> data.batch().inputs().shape().toString(), "(0, 3, 32, 32)");
    }

    @Test
    void aBatchTellsWhichPictureIsWrong() throws IOException {
        Dataset data = dataset(Storage.MEMORY);
        Check.call("Cifar10.batch", "1, 2").run(() -> data.batch(1, 2));
        DataLoaderException e = Check.call("Cifar10.batch", "1, 6").refuses(DataLoaderException.class, () -> data.batch(1, 6), "example 6");
        Check.call("DataLoaderException.index").equal(e::index, 6);
        ByteBuffer odd = ByteBuffer.allocate(Cifar10.RECORD_BYTES).put(0, (byte) 10);
        Dataset damaged = new ImageDataset("odd", Cifar10.CLASSES, Cifar10.SHAPE, new Cifar10.Records(List.of(odd), 1));
        Check.call("Cifar10.batch", "a class 10").refuses(DataLoaderException.class, () -> damaged.batch(0), "example 0", "the class 10", "damaged");
    }

    @Test
    void picturesMayHaveAnyShape() {
        RawImages images = new RawImages() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public int label(int index) {
                return index;
            }

            @Override
            public void pixels(int index, byte[] out) {
                Arrays.fill(out, (byte) (51 * (index + 1)));
            }
        };
        Dataset data = new ImageDataset("grey", List.of("dark", "light"), Shape.of(1, 2, 3), images);
        double[] expected = new double[12];
        Arrays.fill(expected, 0, 6, 0.4);
        Arrays.fill(expected, 6, 12, 0.2);
        Check.call("ImageDataset.batch", "1, 0").gives(() -> values(data.batch(1, 0).inputs()), Values.of(expected, 2, 1, 2, 3));
    }

    @Test
    void aFileThatWasCutIsRefused() throws IOException {
        Check.call("Cifar10.get", 0).run(() -> dataset(Storage.MEMORY).get(0));
        byte[] whole = Files.readAllBytes(folder.resolve("b.bin"));
        Files.write(folder.resolve("b.bin"), Arrays.copyOf(whole, whole.length - 1));
        for (Storage storage : Storage.values()) {
            Check.call("Cifar10.read", "a cut file", storage).refuses(DataException.class, () -> Cifar10.read(folder, NAMES, RECORDS, storage), "b.bin", "9,218 bytes instead of 9,219");
        }
        Files.delete(folder.resolve("b.bin"));
        Check.call("Cifar10.read", "a missing file").refuses(DataException.class, () -> Cifar10.read(folder, NAMES, RECORDS, Storage.MAPPED), "b.bin");
    }

    private Dataset dataset(Storage storage) throws IOException {
        write();
        return Cifar10.read(folder, NAMES, RECORDS, storage);
    }

    private Cifar10.Records records() throws IOException {
        write();
        return new Cifar10.Records(List.of(Storage.MEMORY.open(folder.resolve("a.bin"), 9219), Storage.MEMORY.open(folder.resolve("b.bin"), 9219)), RECORDS);
    }

    private void write() throws IOException {
        for (int f = 0; f < NAMES.size(); f++) {
            ByteBuffer file = ByteBuffer.allocate(RECORDS * Cifar10.RECORD_BYTES);
            for (int r = 0; r < RECORDS; r++) {
                file.put((byte) LABELS[f * RECORDS + r]).put(pixels(f * RECORDS + r));
            }
            Files.write(folder.resolve(NAMES.get(f)), file.array());
        }
    }

    private static byte[] pixels(int index) {
        byte[] pixels = new byte[Cifar10.PIXEL_BYTES];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (byte) (40 * index + p % 256);
        }
        return pixels;
    }
}
