package tinytorch.data.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads past the operating system's page cache ({@code O_DIRECT}): the only way in Java to see what the device itself gives, however often the file was
 * read before. Position, length and memory must be whole blocks.
 */
final class DirectFile implements AutoCloseable {
    private final FileChannel channel;
    private final int block;
    private final int piece;
    private final ByteBuffer buffer;

    /**
     * A file, read in pieces of about so many bytes.
     *
     * @throws UnsupportedOperationException if this JDK or file system can't do that
     */
    DirectFile(Path file, int about) throws IOException {
        block = Math.toIntExact(Files.getFileStore(file).getBlockSize());
        piece = Math.ceilDiv(about, block) * block;
        buffer = ByteBuffer.allocateDirect(piece + block).alignedSlice(block).limit(piece);
        channel = FileChannel.open(file, StandardOpenOption.READ, direct());
    }

    /** The option by its name: it belongs to the JDK, but to no standard, and the compiler warns of it. */
    private static OpenOption direct() {
        try {
            return (OpenOption) Class.forName("com.sun.nio.file.ExtendedOpenOption").getField("DIRECT").get(null);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("this JDK has no direct reading", e);
        }
    }

    /** All of it. */
    void readAll() throws IOException {
        long at = 0;
        while (read(at) == piece) {
            at += piece;
        }
    }

    /** The piece that begins with the block of this place. */
    void readAt(long place) throws IOException {
        read(place / block * block);
    }

    private int read(long at) throws IOException {
        buffer.clear().limit(piece);
        return channel.read(buffer, at);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
