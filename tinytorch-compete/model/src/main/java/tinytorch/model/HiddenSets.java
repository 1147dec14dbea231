package tinytorch.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

import tinytorch.data.Cifar10;
import tinytorch.data.ImageDataset;
import tinytorch.data.Mnist;
import tinytorch.data.SplitMix;
import tinytorch.data.source.DataHome;

/**
 * Makes hidden sets. Everything secret is drawn from the seed: which examples, how they are changed, and which are public. The same seed gives the same set; keep it to yourself.
 */
public final class HiddenSets {
    /** How many images a set has as a rule. */
    public static final int IMAGES = 2_000;
    /** How many characters. */
    public static final int CHARACTERS = 40_000;
    private static final double HELD_OUT = 0.1;

    private HiddenSets() {
    }

    /**
     * From the test images that everybody has, changed so that they can't be looked up: {@link Disguise}.
     *
     * @throws IOException if the images are missing; {@code tito data get} fetches them
     */
    public static HiddenSet images(Task task, int count, long seed) throws IOException {
        return images(task, task == Task.MNIST ? Mnist.test() : Cifar10.test(), count, seed);
    }

    /** From these images. */
    static HiddenSet images(Task task, ImageDataset source, int count, long seed) {
        if (count < 2 || count > source.size()) {
            throw new IllegalArgumentException("HiddenSets.images: from 2 to " + source.size() + " images can be taken, got " + count + ".");
        }
        int[] order = shuffled(source.size(), SplitMix.of(seed, 1));
        int channels = task.image().get(0);
        int size = task.image().get(1);
        byte[] pixels = new byte[count * channels * size * size];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            float[] image = source.get(order[i]).input().toArray();
            new Disguise(SplitMix.of(seed, 2, i), task == Task.CIFAR10).apply(image, channels, size, pixels, i * image.length);
            labels[i] = (byte) source.label(order[i]);
        }
        return HiddenSet.images(task, "test images of " + source.name() + ", each shifted, turned, scaled and made noisy in secret", pixels, labels, halves(count, seed));
    }

    /**
     * From a text that learners never saw, brought into the task's alphabet.
     *
     * @param note what it is, for people
     * @throws IllegalArgumentException if too little is left of it
     */
    public static HiddenSet text(String text, String note, int most, long seed) {
        Alphabet alphabet = new Alphabet(Task.ALPHABET);
        int[] places = alphabet.encode(alphabet.normalise(text));
        int count = Math.min(places.length, most);
        if (count < 4 * HiddenSet.BLOCK) {
            throw new IllegalArgumentException("HiddenSets.text: " + count + " characters are too few to tell models apart. Give a text of " + CHARACTERS + ", " + 4 * HiddenSet.BLOCK
                    + " at the very least.");
        }
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) places[i];
        }
        return HiddenSet.text(note, bytes, halves((count + HiddenSet.BLOCK - 1) / HiddenSet.BLOCK, seed));
    }

    /** Of any task, from what everybody has: so many images, or so many characters of text. */
    public static HiddenSet practice(Task task, int images, int characters, long seed) throws IOException {
        return task.text() ? practiceText(characters, seed) : images(task, images, seed);
    }

    /** For practice: from the last tenth of Shakespeare's plays, which everybody has, and which networks of the course don't learn. */
    public static HiddenSet practiceText(int most, long seed) throws IOException {
        Path file = DataHome.ofUser().root().resolve("tinyshakespeare/input.txt");
        if (!Files.isRegularFile(file)) {
            throw new IOException("tinyshakespeare is not there. Fetch it with tito data get tinyshakespeare, or give a text.");
        }
        String text = Files.readString(file);
        return text(text.substring((int) ((1 - HELD_OUT) * text.length())), "practice: the last tenth of tinyshakespeare, which is public", most, seed);
    }

    /** Half of so many places, drawn. */
    private static byte[] halves(int count, long seed) {
        int[] order = shuffled(count, SplitMix.of(seed, 3));
        byte[] shown = new byte[count];
        for (int i = 0; i < count / 2; i++) {
            shown[order[i]] = 1;
        }
        return shown;
    }

    private static int[] shuffled(int count, RandomGenerator random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
