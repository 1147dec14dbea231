package tinytorch.nn.network;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import tinytorch.tensor.Tensor;

/** Reads a file from its first byte to its last, in one pass, which is possible because nothing overlaps and nothing is left out. */
final class SafeTensorsReader {
    private SafeTensorsReader() {
    }

    /**
     * Reads a file.
     *
     * @param file its name, for messages
     * @param size how many bytes it has
     * @param in   its bytes
     */
    static SafeTensors read(String file, long size, InputStream in) throws IOException {
        int headerLength = headerLength(file, size, in);
        Header header = HeaderReader.read(file, bytes(file, in, headerLength));
        long present = size - SafeTensors.LENGTH_BYTES - headerLength;
        checkLayout(file, header, present);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, Dtype> types = new HashMap<>();
        for (Header.Entry entry : header.entries()) {
            types.put(entry.name(), entry.dtype());
            tensors.put(entry.name(), numbers(file, entry, in));
        }
        if (in.read() >= 0) {
            throw new SafeTensorsException(file, "the file", "it grew while it was read.");
        }
        return new SafeTensors(tensors, types, header.metadata());
    }

    private static int headerLength(String file, long size, InputStream in) throws IOException {
        if (size < SafeTensors.LENGTH_BYTES) {
            throw new SafeTensorsException(file, "the file", "it has " + size
                    + " bytes, and the header's length alone takes " + SafeTensors.LENGTH_BYTES + ".");
        }
        byte[] bytes = bytes(file, in, SafeTensors.LENGTH_BYTES);
        long length = 0;
        for (int b = SafeTensors.LENGTH_BYTES - 1; b >= 0; b--) {
            length = length << 8 | bytes[b] & 0xFF;
        }
        if (length < 0 || length > Header.MAX_BYTES) {
            throw new SafeTensorsException(file, "the header", "its length is given as " + Long.toUnsignedString(length)
                    + " bytes, the most is " + Header.MAX_BYTES + ".");
        }
        if (length > size - SafeTensors.LENGTH_BYTES) {
            throw new SafeTensorsException(file, "the header", "its length is given as " + length + " bytes, but the file ends "
                    + (size - SafeTensors.LENGTH_BYTES) + " bytes after the length.");
        }
        return (int) length;
    }

    /** Checks every tensor's place before memory is allocated for one. */
    private static void checkLayout(String file, Header header, long present) throws SafeTensorsException {
        long expected = 0;
        for (Header.Entry entry : header.entries()) {
            String broken = Header.brokenRule(entry, expected);
            if (!broken.isEmpty()) {
                throw new SafeTensorsException(file, entry.title(), broken);
            }
            expected = entry.end();
            if (expected > present) {
                throw new SafeTensorsException(file, entry.title(), "its data ends at byte " + expected
                        + " after the header, the file at " + present + ". It was cut off.");
            }
        }
        if (expected != present) {
            throw new SafeTensorsException(file, "the file", (present - expected) + " bytes after the last tensor belong to none.");
        }
    }

    private static Tensor numbers(String file, Header.Entry entry, InputStream in) throws IOException {
        float[] values = new float[Math.toIntExact(Header.elements(entry.dims()))];
        for (int start = 0; start < values.length; start += SafeTensors.CHUNK) {
            int count = Math.min(SafeTensors.CHUNK, values.length - start);
            FloatBytes.decode(entry.dtype(), bytes(file, in, count * entry.dtype().bytes()), values, start, count);
        }
        return Tensor.wrap(values, entry.dims());
    }

    private static byte[] bytes(String file, InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new SafeTensorsException(file, "the file", "it ended while it was read.");
        }
        return bytes;
    }
}
