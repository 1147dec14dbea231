package tinytorch.course.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Java source as the compiler gets it.
 *
 * @param file relative to the root, with forward slashes
 * @param text all of it
 */
public record Source(String file, String text) {

    /** All Java sources below {@code folder}, sorted by name; none if there is no such folder. */
    public static List<Source> below(Path root, Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java") && Files.isRegularFile(file))
                    .map(file -> new Source(name(root, file), read(file)))
                    .sorted((a, b) -> a.file().compareTo(b.file())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " can't be read", e);
        }
    }

    static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** Bytes that are no UTF-8 become replacement characters, which the compiler then complains about with line and column. */
    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }
}
