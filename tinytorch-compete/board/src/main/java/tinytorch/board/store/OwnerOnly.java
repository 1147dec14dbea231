package tinytorch.board.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders and files that only their owner may look into, where the file system knows such a thing (POSIX). What is there already keeps the rights that somebody gave it. */
public final class OwnerOnly {
    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";

    private OwnerOnly() {
    }

    /** Makes a folder, and those above it that are missing. */
    public static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) { // a link to one is one
            Files.createDirectories(folder, rights(folder, FOLDER));
        }
    }

    /** Makes an empty file, if there is none. */
    static void file(Path file) throws IOException {
        try {
            Files.createFile(file, rights(file, FILE));
        } catch (FileAlreadyExistsException e) {
            // It keeps its rights.
        }
    }

    /** Takes from all others the right to look into a file. */
    public static void close(Path file) throws IOException {
        if (posix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
        }
    }

    private static FileAttribute<?>[] rights(Path path, String rights) {
        return posix(path) ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))} : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
