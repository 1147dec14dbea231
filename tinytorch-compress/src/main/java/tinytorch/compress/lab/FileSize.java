package tinytorch.compress.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import tinytorch.compress.sparse.SparseFile;
import tinytorch.nn.Layer;
import tinytorch.nn.network.SafeTensors;

/** How large the file of a network is: it is written, asked for its size, and deleted. */
final class FileSize {
    private FileSize() {
    }

    /** With all numbers. */
    static long dense(Layer network) {
        return of(file -> SafeTensors.save(file, network.stateDict(), Map.of()));
    }

    /** Without zeros. */
    static long sparse(Layer network) {
        return of(file -> SparseFile.save(file, network.stateDict()));
    }

    private interface Writer {
        void write(Path file) throws IOException;
    }

    private static long of(Writer writer) {
        try {
            Path file = Files.createTempFile("tinytorch", ".safetensors");
            try {
                writer.write(file);
                return Files.size(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
