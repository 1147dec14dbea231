package tinytorch.milestones.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The folder in which a training leaves what it has made.
 *
 * @param path as the user gave it with {@code --out}
 */
public record RunFolder(Path path) {

    /** Makes the folder if it is not there. */
    public void make() throws IOException {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new IOException("the folder " + path + " can't be made (" + e + "). Give another one with --out.", e);
        }
    }

    /** The file in which a training that goes on is kept. */
    public Path checkpoint() {
        return path.resolve("checkpoint.safetensors");
    }

    /** The trained network. */
    public Path weights() {
        return path.resolve("weights.safetensors");
    }

    /** Puts the checkpoint of an earlier training aside, if there is one; gives its new place. */
    public Optional<Path> putAside() throws IOException {
        if (!Files.exists(checkpoint())) {
            return Optional.empty();
        }
        return Optional.of(Files.move(checkpoint(), path.resolve("checkpoint-before.safetensors"), StandardCopyOption.REPLACE_EXISTING));
    }
}
