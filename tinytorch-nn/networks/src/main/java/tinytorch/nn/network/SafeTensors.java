package tinytorch.nn.network;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.tensor.Tensor;

/**
 * Named tensors in a {@code .safetensors} file, the format in which trained networks are exchanged (Hugging Face, PyTorch):
 *
 * <pre>
 * 8 bytes    N, the length of the header, lowest byte first
 * N bytes    JSON: {"__metadata__":{"seed":"42"},"0.bias":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},...}, filled up with
 *            spaces so that what follows begins at a multiple of 8
 * the rest   the numbers, tensor after tensor, row-major, lowest byte first, without gaps
 * </pre>
 *
 * <p>The format holds numbers and nothing that could be run, unlike Python's {@code pickle}, in which a file of weights may be
 * a program. This reader expects the worst of a file all the same: every length and offset is checked against the real size before
 * memory is allocated, and every rule of the format is enforced, with a {@link SafeTensorsException} that names it.
 *
 * @param tensors  by name, in the order of the file
 * @param types    in which the numbers of each lie in the file
 * @param metadata texts about the whole file
 * @see <a href="https://github.com/huggingface/safetensors#format">The format</a>
 */
public record SafeTensors(Map<String, Tensor> tensors, Map<String, Dtype> types, Map<String, String> metadata) {
    /** The header's length stands in so many bytes, and the numbers begin at a multiple of it. */
    static final int LENGTH_BYTES = 8;
    /** How many numbers are converted at a time: 256 KiB of bytes. */
    static final int CHUNK = 1 << 16;

    public SafeTensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        types = Map.copyOf(types);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Writes tensors and metadata to a file, as F32. The same content gives the same bytes: tensors are sorted by name, as the
     * reference library does. The file appears complete or not at all: it is written beside its place and moved there at the end.
     *
     * @throws IllegalArgumentException if a name is empty, {@code __metadata__}, or holds control characters, or a text is {@code null}
     * @throws IOException              if it can't be written; an older file of that name is then unharmed
     */
    public static void save(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        SafeTensorsWriter.write(path, tensors, Map.of(), metadata);
    }

    /**
     * As {@link #save(Path, Map, Map)}, with tensors of whole numbers as {@link Dtype#I8} or {@link Dtype#U8}, a byte a number instead of four, or with the nearest halves of theirs as
     * {@link Dtype#F16}, two bytes.
     *
     * @param types by the name of the tensor; those without one are written as F32
     * @throws IllegalArgumentException also if a number does not fit its type, or the type is none of these
     */
    public static void save(Path path, Map<String, Tensor> tensors, Map<String, Dtype> types, Map<String, String> metadata) throws IOException {
        SafeTensorsWriter.write(path, tensors, types, metadata);
    }

    /** The content of a file that {@link #save(Path, Map, Map, Map)} would write. {@link #read} reads it. */
    public static byte[] bytes(Map<String, Tensor> tensors, Map<String, Dtype> types, Map<String, String> metadata) {
        return SafeTensorsWriter.bytes(tensors, types, metadata);
    }

    /** The tensor with this name; a missing one is an error that lists what there is. */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("SafeTensors.tensor: no tensor \"" + name + "\". There are " + tensors.keySet() + ".");
        }
        return tensor;
    }

    /**
     * Reads a whole file.
     *
     * @throws SafeTensorsException if it breaks a rule of the format
     * @throws IOException          if it can't be read
     */
    public static SafeTensors load(Path path) throws IOException {
        String name = String.valueOf(path);
        if (!Files.isRegularFile(path) && Files.exists(path)) {
            throw new SafeTensorsException(name, "the file", "it is no regular file.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return SafeTensorsReader.read(name, Files.size(path), in);
        }
    }

    /** Reads a file's content from memory; {@code name} stands for it in messages. */
    public static SafeTensors read(String name, byte[] content) throws IOException {
        return SafeTensorsReader.read(name, content.length, new ByteArrayInputStream(content));
    }
}
