package tinytorch.data.source;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An array of unsigned bytes in the idx format of the MNIST files, compressed with gzip.
 *
 * <p>The format (described at yann.lecun.com/exdb/mnist): two zero bytes, the element type (8: unsigned byte), the number of axes, the length of each axis
 * as a big-endian {@code int}, then all elements in row-major order and nothing after them.
 *
 * @param dims   the length of each axis
 * @param values the elements; read with {@code values[i] & 0xFF}
 */
public record Idx(int[] dims, byte[] values) {
    private static final int UNSIGNED_BYTE = 8;

    /**
     * Reads a file that must hold an array of exactly this shape.
     *
     * @throws DataException if it is missing, is no idx file of bytes, has another shape, ends early, goes on afterwards, or fails gzip's own checksum
     */
    public static Idx read(Path file, int... expected) throws DataException {
        try (InputStream raw = Files.newInputStream(file); DataInputStream in = new DataInputStream(new GZIPInputStream(raw, 1 << 16))) {
            int zero = in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int rank = in.readUnsignedByte();
            if (zero != 0 || type != UNSIGNED_BYTE) {
                throw damaged(file, "it does not start as an idx file of bytes does (0, 0, 8), but with %d, %d, %d".formatted(zero >> 8, zero & 0xFF, type), null);
            }
            if (rank != expected.length) {
                throw damaged(file, "it has %d axes instead of %d".formatted(rank, expected.length), null);
            }
            int[] dims = new int[rank];
            for (int axis = 0; axis < rank; axis++) {
                dims[axis] = in.readInt();
            }
            // Checked before anything is allocated: a damaged header may ask for any amount of memory.
            if (!Arrays.equals(dims, expected)) {
                throw damaged(file, "it holds an array of %s instead of %s".formatted(Arrays.toString(dims), Arrays.toString(expected)), null);
            }
            int size = Arrays.stream(dims).reduce(1, Math::multiplyExact);
            byte[] values = in.readNBytes(size);
            if (values.length < size) {
                throw damaged(file, "it ends after %d of %d elements".formatted(values.length, size), null);
            }
            if (in.read() >= 0) {
                throw damaged(file, "it goes on after its last element", null);
            }
            return new Idx(dims, values);
        } catch (NoSuchFileException e) {
            throw new DataException("There is no file " + file + ".", e);
        } catch (ZipException e) {
            throw damaged(file, "it can't be decompressed (" + e.getMessage() + ")", e);
        } catch (EOFException e) {
            throw damaged(file, "it ends early", e);
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw new DataException("Can't read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    /** How many bytes stand before the elements of an array with so many axes. */
    public static int headerBytes(int rank) {
        return 4 + 4 * rank;
    }

    /**
     * The same array in a file that is not compressed, beside the other and without its {@code .gz}, so that it can be mapped into memory. It is written
     * when it is not there yet.
     *
     * @throws DataException if the compressed file can't be read as {@link #read} does, or the other can't be written
     */
    public static Path unpacked(Path file, int... expected) throws DataException {
        Path plain = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.gz$", ".idx"));
        Path beside = plain.resolveSibling(plain.getFileName() + ".new");
        try {
            long size = headerBytes(expected.length) + Arrays.stream(expected).asLongStream().reduce(1, Math::multiplyExact);
            if (!Files.exists(plain) || Files.size(plain) != size) {
                Files.write(beside, read(file, expected).bytes());
                Arrival.move(beside, plain);
            }
            return plain;
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw new DataException(plain + " can't be written (" + e + ").", e);
        }
    }

    private byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(headerBytes(dims.length) + values.length).putInt(UNSIGNED_BYTE << 8 | dims.length);
        Arrays.stream(dims).forEach(bytes::putInt);
        return bytes.put(values).array();
    }

    private static DataException damaged(Path file, String how, Throwable cause) {
        return new DataException(file + " is damaged: " + how + ". Delete it, and it is downloaded again.", cause);
    }
}
