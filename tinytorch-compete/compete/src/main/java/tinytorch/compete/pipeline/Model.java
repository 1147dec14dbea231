package tinytorch.compete.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tinytorch.nn.Layer;
import tinytorch.tensor.Kernels;

/**
 * What goes through a pipeline.
 *
 * @param network as it is now
 * @param saving  how it is written
 * @param kernels the name of the kernels that it runs on: {@code scalar}, or those of module 15
 */
public record Model(Layer network, Saving saving, String kernels) {

    /** A model on the kernels in use now. */
    public Model(Layer network, Saving saving) {
        this(network, saving, Kernels.active().name());
    }

    /** Another network in its place, written as this one is. */
    public Model with(Layer other) {
        return new Model(other, saving, kernels);
    }

    /** Another network in its place, written in another way. */
    public Model with(Layer other, Saving otherSaving) {
        return new Model(other, otherSaving, kernels);
    }

    /** The same on other kernels. */
    public Model on(String otherKernels) {
        return new Model(network, saving, otherKernels);
    }

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
