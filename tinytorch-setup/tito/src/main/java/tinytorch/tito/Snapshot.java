package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How some folders look at a moment. Two that are equal mean that nothing was saved in between; a file that an editor replaced by another one under its name
 * differs even with the same size and time.
 *
 * @param folders all of them, those inside included
 * @param files   what tells one state of a file from another
 */
record Snapshot(Set<Path> folders, Map<Path, Mark> files) {

    /** The state of a file; {@code key} is its number on the disk where the system has such numbers. */
    record Mark(long size, FileTime time, String key) {
    }

    /** Looks now. A folder that is not there is empty, and a file that goes away meanwhile was not there. */
    static Snapshot of(List<Path> roots) {
        Snapshot seen = new Snapshot(new TreeSet<>(), new TreeMap<>());
        try {
            for (Path root : roots) {
                if (Files.isDirectory(root)) {
                    Files.walkFileTree(root, seen.visitor());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sources can't be read", e);
        }
        return seen;
    }

    private SimpleFileVisitor<Path> visitor() {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                folders.add(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!scratch(file.getFileName().toString())) {
                    files.put(file, new Mark(attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey())));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        };
    }

    /** What editors keep beside a file while they have it open. */
    private static boolean scratch(String name) {
        return name.startsWith(".") || name.startsWith("#") || name.endsWith("~") || name.endsWith(".swp") || name.endsWith(".tmp") || name.equals("4913");
    }
}
