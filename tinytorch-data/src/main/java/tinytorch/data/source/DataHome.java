package tinytorch.data.source;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folder that datasets are kept in, one folder for each: {@code $TINYTORCH_DATA}, else {@code $XDG_CACHE_HOME/tinytorch}, else
 * {@code ~/.cache/tinytorch}. An empty variable counts as unset, and so does a relative {@code XDG_CACHE_HOME}, as the XDG base directory
 * specification says.
 *
 * @param root the folder; it need not exist
 */
public record DataHome(Path root) {

    /** The folder of the user who runs this program. */
    public static DataHome ofUser() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** The folder that follows from these environment variables and this home folder. */
    static DataHome of(Map<String, String> env, Path home) {
        String chosen = env.getOrDefault("TINYTORCH_DATA", "");
        if (!chosen.isEmpty()) {
            return new DataHome(Path.of(chosen).toAbsolutePath());
        }
        String cache = env.getOrDefault("XDG_CACHE_HOME", "");
        Path base = !cache.isEmpty() && Path.of(cache).isAbsolute() ? Path.of(cache) : home.resolve(".cache");
        return new DataHome(base.resolve("tinytorch"));
    }

    /** The folder of the binary version of CIFAR-10. */
    public Path cifar10() {
        return dataset(PublishedDataset.CIFAR_10.folder());
    }

    /** The folder of MNIST. */
    public Path mnist() {
        return dataset(PublishedDataset.MNIST.folder());
    }

    /** The folder of one dataset. */
    Path dataset(String name) {
        return root.resolve(name);
    }
}
