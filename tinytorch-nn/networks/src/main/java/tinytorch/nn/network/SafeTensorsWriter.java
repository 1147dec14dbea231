package tinytorch.nn.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import tinytorch.tensor.Tensor;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a file. */
final class SafeTensorsWriter {
    private SafeTensorsWriter() {
    }

    static void write(Path path, Map<String, Tensor> tensors, Map<String, Dtype> types, Map<String, String> metadata) throws IOException {
        SortedMap<String, Tensor> sorted = sorted(tensors);
        byte[] header = header(sorted, types, texts(metadata));
        Path whole = path.toAbsolutePath();
        Path beside = whole.resolveSibling("." + whole.getFileName() + "." + ProcessHandle.current().pid() + "." + System.nanoTime() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(header, sorted, types, Channels.newOutputStream(channel));
                channel.force(true);   // on the disk before the name points to it: a crash leaves the old file or the new one
            }
            Files.move(beside, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** The same content in memory. */
    static byte[] bytes(Map<String, Tensor> tensors, Map<String, Dtype> types, Map<String, String> metadata) {
        SortedMap<String, Tensor> sorted = sorted(tensors);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(header(sorted, types, texts(metadata)), sorted, types, out);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        return out.toByteArray();
    }

    private static void write(byte[] header, SortedMap<String, Tensor> sorted, Map<String, Dtype> types, OutputStream out) throws IOException {
        out.write(header);
        for (Map.Entry<String, Tensor> entry : sorted.entrySet()) {
            writeNumbers(types.getOrDefault(entry.getKey(), Dtype.F32), entry.getValue().toArray(), out);
        }
    }

    private static SortedMap<String, String> texts(Map<String, String> metadata) {
        SortedMap<String, String> sorted = new TreeMap<>(Names.ORDER);
        metadata.forEach((key, value) -> {
            if (value == null) {
                throw new IllegalArgumentException("SafeTensors.save: metadata \"" + Names.printable(key) + "\" is null. Give it a text, or leave it out.");
            }
            sorted.put(key, value);
        });
        return sorted;
    }

    private static SortedMap<String, Tensor> sorted(Map<String, Tensor> tensors) {
        SortedMap<String, Tensor> sorted = new TreeMap<>(Names.ORDER);
        tensors.forEach((name, tensor) -> {
            String problem = Names.problem(name);
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException("SafeTensors.save: tensor \"" + Names.printable(name) + "\": " + problem + " Rename it.");
            }
            sorted.put(name, tensor);
        });
        return sorted;
    }

    /** The header's length and the header, filled up with spaces so that the numbers are aligned for readers that map the file into memory. */
    private static byte[] header(SortedMap<String, Tensor> tensors, Map<String, Dtype> types, SortedMap<String, String> metadata) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeName(Header.METADATA).writeStartObject();
                metadata.forEach((key, value) -> json.writeName(key).writeString(value));
                json.writeEndObject();
            }
            long at = 0;
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                Dtype dtype = types.getOrDefault(entry.getKey(), Dtype.F32);
                if (dtype == Dtype.BF16) {
                    throw new IllegalArgumentException("SafeTensors.save: tensor \"" + entry.getKey() + "\" can be written as F32, F16, I8 or U8, not as " + dtype + ".");
                }
                long end = at + (long) dtype.bytes() * entry.getValue().size();
                json.writeName(entry.getKey()).writeStartObject();
                json.writeName("dtype").writeString(dtype.name());
                json.writeName("shape").writeArray(entry.getValue().dims(), 0, entry.getValue().rank());
                json.writeName("data_offsets").writeArray(new long[] {at, end}, 0, 2);
                json.writeEndObject();
                at = end;
            }
            json.writeEndObject();
        }
        text.writeBytes(" ".repeat(-text.size() & SafeTensors.LENGTH_BYTES - 1).getBytes(StandardCharsets.US_ASCII));
        if (text.size() > Header.MAX_BYTES) {
            throw new IllegalArgumentException("SafeTensors.save: the header has " + text.size() + " bytes, no reader takes more than "
                    + Header.MAX_BYTES + ". Save fewer tensors or less metadata.");
        }
        byte[] all = new byte[SafeTensors.LENGTH_BYTES + text.size()];
        for (int b = 0; b < SafeTensors.LENGTH_BYTES; b++) {
            all[b] = (byte) ((long) text.size() >>> 8 * b);
        }
        System.arraycopy(text.toByteArray(), 0, all, SafeTensors.LENGTH_BYTES, text.size());
        return all;
    }

    private static void writeNumbers(Dtype dtype, float[] values, OutputStream out) throws IOException {
        for (int start = 0; start < values.length; start += SafeTensors.CHUNK) {
            int count = Math.min(SafeTensors.CHUNK, values.length - start);
            out.write(switch (dtype) {
                case F32 -> FloatBytes.encode(values, start, count);
                case F16 -> FloatBytes.encodeHalves(values, start, count);
                case I8, U8, BF16 -> FloatBytes.encodeWhole(dtype, values, start, count);
            });
        }
    }
}
