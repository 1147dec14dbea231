package tinytorch.course.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads what somebody sent - a zip, a tar, a tar.gz or a folder - into memory. Links are passed over, so what is read lies in the archive itself. */
public final class Archives {

    private Archives() {
    }

    /** The end of a name that says how to read the file, such as {@code .tar.gz}; empty if none does. */
    public static String ending(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String ending : new String[] {".zip", ".tar.gz", ".tgz", ".tar"}) {
            if (lower.endsWith(ending)) {
                return ending;
            }
        }
        return "";
    }

    /**
     * The regular files whose path is {@code wanted}, by path with forward slashes.
     *
     * @throws ArchiveException if it is broken, too large, or has names that lead out of it
     */
    public static SortedMap<String, byte[]> read(Path source, Predicate<String> wanted) {
        Intake intake = new Intake(wanted);
        try {
            if (Files.isDirectory(source)) {
                folder(source, intake);
            } else if (ending(source.getFileName().toString()).equals(".zip")) {
                zip(source, intake);
            } else {
                boolean plain = ending(source.getFileName().toString()).equals(".tar");
                try (InputStream file = new BufferedInputStream(Files.newInputStream(source)); InputStream in = plain ? file : new GZIPInputStream(file)) {
                    new TarReader(in).readAll(intake);
                }
            }
        } catch (IOException | IllegalArgumentException e) {   // a zip with names in no known encoding is an IllegalArgumentException
            throw new ArchiveException("It can't be read: " + e.getMessage(), e);
        }
        return intake.files();
    }

    private static void folder(Path source, Intake intake) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    try (InputStream in = Files.newInputStream(file)) {
                        intake.take(source.relativize(file).toString(), in);
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void zip(Path source, Intake intake) throws IOException {
        try (ZipFile zip = new ZipFile(source.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        intake.take(entry.getName(), in);
                    }
                }
            }
        }
    }
}
