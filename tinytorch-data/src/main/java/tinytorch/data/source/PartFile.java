package tinytorch.data.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import tinytorch.workbench.Format;

/**
 * A file of which the first bytes are there. Every write goes straight to the file, so that Ctrl-C loses nothing that has come. An error says that the disk
 * is to blame, not the network.
 *
 * @param path    for messages
 * @param channel open for reading and writing
 */
record PartFile(Path path, FileChannel channel) {

    long size() throws DataException {
        try {
            return channel.size();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** Adds bytes at the end. */
    void append(byte[] bytes, int count) throws DataException {
        long before = size();
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
            channel.position(before);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new DataException("writing %s failed after %s (%s); if the disk is full, make room and try again."
                    .formatted(path, Format.bytes(before), e.getMessage()), e);
        }
    }

    /** Starts over. */
    void clear() throws DataException {
        try {
            channel.truncate(0);
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    /** The SHA-256 of what is there. */
    String sha256() throws DataException {
        MessageDigest digest = RemoteFile.sha256Digest();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try {
            for (long at = 0, n; (n = channel.read(buffer, at)) > 0; at += n) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        } catch (IOException e) {
            throw failed("read", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private DataException failed(String verb, IOException e) {
        return new DataException("can't " + verb + " " + path + " (" + e.getMessage() + ").", e);
    }
}
