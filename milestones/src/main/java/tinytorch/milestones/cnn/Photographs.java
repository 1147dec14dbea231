package tinytorch.milestones.cnn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tinytorch.data.Cifar10;
import tinytorch.data.Dataset;
import tinytorch.data.GeneratedPictures;
import tinytorch.data.ImageDataset;
import tinytorch.data.Storage;
import tinytorch.data.source.DataException;
import tinytorch.nn.spatial.Normalize;
import tinytorch.tensor.Tensor;

/**
 * The pictures of a run. What is learned from comes through the learner's dataset; the test that counts reads the bytes of the test file itself.
 *
 * @param name     {@code cifar-10} or {@code generated}
 * @param classes  the names of the classes
 * @param training what is learned from
 * @param test     for the accuracy after every epoch
 * @param records  the test pictures as CIFAR-10's file has them: a byte for the class, then 3 x 32 x 32 for the pixels
 */
record Photographs(String name, List<String> classes, Dataset training, Dataset test, byte[] records) {
    static final String CIFAR10 = "cifar-10";
    static final int SIDE = 32;
    static final int CHANNELS = 3;
    static final int PIXELS = CHANNELS * SIDE * SIDE;
    static final Normalize NORM = Normalize.CIFAR10;
    private static final int RECORD = 1 + PIXELS;
    private static final String TEST_FILE = "test_batch.bin";
    private static final int GENERATED_TRAINING = 4_000;
    private static final int GENERATED_TEST = 1_000;

    /**
     * CIFAR-10 from a folder.
     *
     * @throws DataException if a file is missing or damaged
     */
    static Photographs cifar10(Path folder) throws DataException {
        ImageDataset training = Cifar10.training(folder, Storage.MEMORY);
        ImageDataset test = Cifar10.test(folder, Storage.MEMORY);
        try {
            return new Photographs(CIFAR10, Cifar10.CLASSES, training, test, Files.readAllBytes(folder.resolve(TEST_FILE)));
        } catch (IOException e) {
            throw new DataException("Can't read " + folder.resolve(TEST_FILE) + ": " + e.getMessage() + ".", e);
        }
    }

    /** Pictures that the program draws, which prove nothing. */
    static Photographs generated() {
        return generated(GENERATED_TRAINING, GENERATED_TEST);
    }

    static Photographs generated(int training, int test) {
        ImageDataset tests = GeneratedPictures.of(2, test);
        byte[] records = new byte[test * RECORD];
        for (int i = 0; i < test; i++) {
            records[i * RECORD] = (byte) tests.label(i);
            float[] pixels = tests.get(i).input().toArray();
            for (int p = 0; p < PIXELS; p++) {
                records[i * RECORD + 1 + p] = (byte) Math.round(255 * pixels[p]);
            }
        }
        return new Photographs(GeneratedPictures.NAME, GeneratedPictures.CLASSES, GeneratedPictures.of(1, training), tests, records);
    }

    /** Whether these are the photographs that count. */
    boolean real() {
        return name.equals(CIFAR10);
    }

    /** How many pictures the test has. */
    int testCount() {
        return records.length / RECORD;
    }

    /** The class of a test picture. */
    int label(int picture) {
        return records[picture * RECORD] & 0xFF;
    }

    /** Test pictures from {@code from} to {@code to - 1}, standardised: (to - from, 3, 32, 32). */
    Tensor testInputs(int from, int to) {
        float[] values = new float[(to - from) * PIXELS];
        for (int i = from; i < to; i++) {
            for (int p = 0; p < PIXELS; p++) {
                int channel = p / (SIDE * SIDE);
                float pixel = (records[i * RECORD + 1 + p] & 0xFF) / 255f;
                values[(i - from) * PIXELS + p] = (pixel - NORM.mean().get(channel)) / NORM.deviation().get(channel);
            }
        }
        return Tensor.wrap(values, to - from, CHANNELS, SIDE, SIDE);
    }
}
