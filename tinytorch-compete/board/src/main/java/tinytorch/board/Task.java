package tinytorch.board;

import java.util.Arrays;
import java.util.Optional;

/** What there is to compete in. */
public enum Task {
    MNIST("mnist", "MNIST digits", false),
    CIFAR10("cifar10", "CIFAR-10 photographs", false),
    TINYGPT("tinygpt", "TinyGPT text", true);

    private final String id;
    private final String title;
    private final boolean text;

    Task(String id, String title, boolean text) {
        this.id = id;
        this.title = title;
        this.text = text;
    }

    /** The name in addresses, files and the database. */
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    /** Whether bits per character are measured; accuracy is then 2^-bits, the geometric mean of the probability given to the right character. */
    public boolean text() {
        return text;
    }

    public static Optional<Task> of(String id) {
        return Arrays.stream(values()).filter(task -> task.id.equals(id)).findFirst();
    }
}
