package tinytorch.workbench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One entry of the class path: a jar that someone else wrote, or a folder with our own classes. A JVM looks for a class
 * in one entry after the other and takes the first it finds, so the order matters when two entries hold the same class.
 *
 * @param path  where it is
 * @param bytes how large: of a jar its size, of a folder the sum of its files
 */
public record Dependency(Path path, long bytes) {

    /**
     * The entries of this JVM's class path, in the order in which it looks. Entries that do not exist are left out, as
     * the JVM does.
     */
    public static List<Dependency> onClassPath() {
        return of(System.getProperty("java.class.path"));
    }

    /** The entries of a class path: file names with {@link File#pathSeparator} between them. */
    static List<Dependency> of(String classPath) {
        List<Dependency> found = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (!entry.isEmpty() && Files.exists(path)) {
                found.add(new Dependency(path, size(path)));
            }
        }
        return found;
    }

    /**
     * The jar's file name, or the folder's last three names ({@code workbench/target/classes}), which tell whose classes
     * they are.
     */
    public String name() {
        int names = path.getNameCount();
        return Files.isDirectory(path) ? path.subpath(Math.max(0, names - 3), names).toString() : path.getFileName().toString();
    }

    private static long size(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("Dependency: " + path + " can't be read. Check its permissions.", e);
        }
    }
}
