package tinytorch.model;

import java.util.List;

/** What can be competed in. */
public enum Task {
    /** Handwritten digits: images (1, 28, 28) with pixels from 0 to 1, ten classes. */
    MNIST("mnist", List.of(1, 28, 28)),
    /** Photographs: images (3, 32, 32), red, green and blue from 0 to 1, ten classes. */
    CIFAR10("cifar10", List.of(3, 32, 32)),
    /** Text: which character comes next. */
    TINYGPT("tinygpt", List.of());

    /** How many classes images have. */
    public static final int CLASSES = 10;
    /** The characters of the text task: those of Shakespeare's plays as they are used everywhere. A model may know more, but not fewer. */
    public static final String ALPHABET = "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /** The most characters that a text model may look at. */
    public static final int LONGEST_CONTEXT = 256;

    private final String id;
    private final List<Integer> image;

    Task(String id, List<Integer> image) {
        this.id = id;
        this.image = image;
    }

    /** Its name in files, addresses and commands. */
    public String id() {
        return id;
    }

    /** Channels, height and width of an image; empty for text. */
    List<Integer> image() {
        return image;
    }

    /** Whether it is about text. */
    public boolean text() {
        return image.isEmpty();
    }

    /** The task with this name, or {@code null}. */
    public static Task of(String id) {
        for (Task task : values()) {
            if (task.id.equals(id)) {
                return task;
            }
        }
        return null;
    }
}
