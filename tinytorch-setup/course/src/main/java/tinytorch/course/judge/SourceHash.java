package tinytorch.course.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import tinytorch.course.CourseModule;

/** A fingerprint of a module's sources and resources: names and contents, SHA-256. */
public final class SourceHash {

    private SourceHash() {
    }

    /** The fingerprint of the module as it stands below {@code root}. */
    public static String of(CourseModule module, Path root) {
        MessageDigest digest = sha256();
        for (Path folder : new Path[] {module.sourceRoot(root), module.resourceRoot(root)}) {
            for (Path file : Folders.files(folder)) {
                add(digest, Source.name(root, file).getBytes(StandardCharsets.UTF_8));
                add(digest, bytes(file));
            }
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** The fingerprint of some texts. */
    static String of(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            add(digest, part.getBytes(StandardCharsets.UTF_8));
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 of one text, as 64 hexadecimal digits. */
    static String hex(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The length goes first, so that no two lists of parts run together to the same bytes. */
    private static void add(MessageDigest digest, byte[] part) {
        digest.update((part.length + "\n").getBytes(StandardCharsets.US_ASCII));
        digest.update(part);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
