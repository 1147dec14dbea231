package tinytorch.testkit.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Seals the lines of an event file: each line's seal is the SHA-256 of the key, the seal before it and the line. The key comes with the request and stands in no file, so
 * code under test that writes lines of its own, or the runner's once more, breaks the chain, and the judge sees it.
 */
final class Seal {
    private final String key;
    private String last = "";

    Seal(String key) {
        this.key = key;
    }

    /** The line with its seal before it. */
    String of(String line) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            last = HexFormat.of().formatHex(digest.digest((key + last + line).getBytes(StandardCharsets.UTF_8)));
            return last + " " + line;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
