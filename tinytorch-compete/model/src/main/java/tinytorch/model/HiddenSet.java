package tinytorch.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.nn.network.Dtype;
import tinytorch.nn.network.SafeTensors;
import tinytorch.tensor.Tensor;

/**
 * What submissions are judged by, and only the server has, as a {@code .safetensors} file:
 *
 * <pre>
 * images   U8 (N, C, H, W)      or   text    U8 (N)      places in {@link Task#ALPHABET}
 * labels   U8 (N)
 * public   U8 (N)                    public  U8 (N / 512) rounded up, one for each 512 characters
 * </pre>
 *
 * <p>{@code public} is 1 for what the live board shows and 0 for what counts at the close.
 */
public final class HiddenSet {
    /** So many characters after each other are public, or private. */
    static final int BLOCK = 512;
    private static final String TASK = "task";
    private static final String NOTE = "note";

    private final Task task;
    private final String note;
    private final byte[] content;
    private final byte[] labels;
    private final byte[] shown;

    private HiddenSet(Task task, String note, byte[] content, byte[] labels, byte[] shown) {
        this.task = task;
        this.note = note;
        this.content = content;
        this.labels = labels;
        this.shown = shown;
    }

    /** Images, one after the other, with their labels. */
    static HiddenSet images(Task task, String note, byte[] pixels, byte[] labels, byte[] shown) {
        return new HiddenSet(task, note, pixels, labels, shown);
    }

    /** Text of the task's alphabet. */
    static HiddenSet text(String note, byte[] places, byte[] shown) {
        return new HiddenSet(Task.TINYGPT, note, places, new byte[0], shown);
    }

    /** Writes it. */
    public void save(Path file) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        if (task.text()) {
            tensors.put("text", tensor(content, content.length));
        } else {
            tensors.put("images", tensor(content, labels.length, task.image().get(0), task.image().get(1), task.image().get(2)));
            tensors.put("labels", tensor(labels, labels.length));
        }
        tensors.put("public", tensor(shown, shown.length));
        Map<String, Dtype> types = new LinkedHashMap<>();
        tensors.keySet().forEach(name -> types.put(name, Dtype.U8));
        SafeTensors.save(file, tensors, types, Map.of(TASK, task.id(), NOTE, note));
    }

    /**
     * Reads one.
     *
     * @throws IOException if it can't be read or is not of this form
     */
    public static HiddenSet read(Path file) throws IOException {
        SafeTensors saved = SafeTensors.load(file);
        Task task = Task.of(saved.metadata().getOrDefault(TASK, ""));
        String content = task == null ? "" : task.text() ? "text" : "images";
        if (task == null || !saved.tensors().containsKey(content) || !saved.tensors().containsKey("public") || !task.text() && !saved.tensors().containsKey("labels")) {
            throw new IOException(file.getFileName() + " is no hidden set. Make one with tito leaderboard dataset.");
        }
        HiddenSet set = new HiddenSet(task, saved.metadata().getOrDefault(NOTE, ""), bytes(saved.tensor(content)), task.text() ? new byte[0] : bytes(saved.tensor("labels")),
                bytes(saved.tensor("public")));
        if (!set.whole()) {
            throw new IOException(file.getFileName() + " is a damaged hidden set: its parts do not fit together. Make it again with tito leaderboard dataset.");
        }
        return set;
    }

    private boolean whole() {
        if (task.text()) {
            return content.length > Task.LONGEST_CONTEXT && shown.length == (content.length + BLOCK - 1) / BLOCK && below(content, Task.ALPHABET.length());
        }
        return labels.length > 0 && content.length == labels.length * pixels() && shown.length == labels.length && below(labels, Task.CLASSES);
    }

    private static boolean below(byte[] numbers, int end) {
        for (byte number : numbers) {
            if ((number & 0xFF) >= end) {
                return false;
            }
        }
        return true;
    }

    private static Tensor tensor(byte[] bytes, int... dims) {
        float[] numbers = new float[bytes.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bytes[i] & 0xFF;
        }
        return Tensor.wrap(numbers, dims);
    }

    private static byte[] bytes(Tensor tensor) {
        float[] numbers = tensor.toArray();
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) numbers[i];
        }
        return bytes;
    }

    /** The task that it is for. */
    public Task task() {
        return task;
    }

    /** Where it comes from, for people. */
    public String note() {
        return note;
    }

    /** How many images, or characters, it has. */
    public int size() {
        return task.text() ? content.length : labels.length;
    }

    private int pixels() {
        return task.image().get(0) * task.image().get(1) * task.image().get(2);
    }

    /** Images {@code from} to {@code to - 1} with pixels from 0 to 1, (N, C, H, W). */
    Tensor images(int from, int to) {
        float[] numbers = new float[(to - from) * pixels()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (content[from * pixels() + i] & 0xFF) / 255f;
        }
        return Tensor.wrap(numbers, to - from, task.image().get(0), task.image().get(1), task.image().get(2));
    }

    int label(int image) {
        return labels[image];
    }

    /** The text. */
    String text() {
        StringBuilder text = new StringBuilder(content.length);
        for (byte place : content) {
            text.append(Task.ALPHABET.charAt(place));
        }
        return text.toString();
    }

    /** Whether an image, or a character, is in the public part. */
    boolean isPublic(int place) {
        return shown[task.text() ? place / BLOCK : place] != 0;
    }
}
