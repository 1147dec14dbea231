package tinytorch.compete.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tinytorch.nn.Layer;

/**
 * What goes through a pipeline.
 *
 * @param network as it is now
 * @param saving  how it is written
 */
public record Model(Layer network, Saving saving) {

    /** How many bytes its file has: it is written, asked for its size, and deleted. */
    public long bytes() {
        try {
            Path file = Files.createTempFile("tinytorch", ".safetensors");
            try {
                saving.write(file, network);
                return Files.size(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
