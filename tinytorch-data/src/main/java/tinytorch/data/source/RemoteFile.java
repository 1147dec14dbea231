package tinytorch.data.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A published file that never changes: what it is called, how many bytes it has, their SHA-256, and where it is.
 *
 * @param name    file name, also in the cache
 * @param size    in bytes
 * @param sha256  64 hexadecimal digits in lower case
 * @param sources complete addresses, tried in this order; all serve the same bytes; none for a file that comes in an archive
 */
public record RemoteFile(String name, long size, String sha256, List<URI> sources) {

    public RemoteFile {
        sources = List.copyOf(sources);
    }

    /** Whether the file there has exactly the published bytes. */
    boolean matches(Path file) throws IOException {
        return Files.size(file) == size && sha256.equals(sha256(file));
    }

    /** The SHA-256 of a file, read piece by piece. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256Digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
