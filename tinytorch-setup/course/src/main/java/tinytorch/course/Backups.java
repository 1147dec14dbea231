package tinytorch.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies of files before a command changes them, in {@code .tinytorch/backups/TIME-COMMAND-SUBJECT/}, with the paths they
 * have in the workspace. The time is UTC, so that names sort by age.
 */
final class Backups {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final String NAME = "\\d{8}-\\d{6}-\\d{3}-(reset|assist|restore)-";

    private final Path root;
    private final Path folder;

    Backups(Path root) {
        this.root = root;
        this.folder = root.resolve(".tinytorch/backups");
    }

    /** Copies these files, those of them that exist; the backup appears complete or not at all. */
    Path save(String command, String subject, Collection<String> files) {
        try {
            Path unfinished = folder.resolve(".unfinished");
            AtomicFiles.deleteTree(unfinished);
            Files.createDirectories(unfinished);
            for (String file : files) {
                if (Files.isRegularFile(root.resolve(file))) {
                    Path copy = unfinished.resolve(file);
                    Files.createDirectories(copy.getParent());
                    Files.copy(root.resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            Path saved = free(command, subject);
            Files.move(unfinished, saved, StandardCopyOption.ATOMIC_MOVE);
            return saved;
        } catch (IOException e) {
            throw new WorkspaceException("No backup could be made in " + folder + ", so nothing was changed: " + e, e);
        }
    }

    /** A name that is later than all there are, even when the clock was turned back. */
    private Path free(String command, String subject) {
        Instant time = Instant.now();
        Optional<String> latest = all().stream().findFirst().map(path -> path.getFileName().toString().substring(0, 19));
        if (latest.isPresent() && TIME.format(time).compareTo(latest.get()) <= 0) {
            time = Instant.from(TIME.parse(latest.get())).plusMillis(1);
        }
        return folder.resolve(TIME.format(time) + "-" + command + "-" + subject);
    }

    /** The latest first. */
    List<Path> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(path -> path.getFileName().toString().matches(NAME + ".+"))
                    .sorted(Comparator.comparing((Path path) -> path.getFileName().toString()).reversed()).toList();
        } catch (IOException e) {
            throw new WorkspaceException(folder + " can't be listed: " + e, e);
        }
    }

    /** The latest backup of this subject, or of any. */
    Optional<Path> latest(Optional<String> subject) {
        return all().stream().filter(path -> subject.isEmpty() || subject(path).equals(subject.get())).findFirst();
    }

    static String subject(Path backup) {
        return backup.getFileName().toString().replaceFirst(NAME, "");
    }

    /** The files of a backup, relative to the workspace, with forward slashes. */
    static List<String> files(Path backup) {
        try (Stream<Path> walk = Files.walk(backup)) {
            return walk.filter(Files::isRegularFile).map(file -> CourseFiles.slashed(backup.relativize(file))).sorted().toList();
        } catch (IOException e) {
            throw new WorkspaceException("The backup " + backup + " can't be read: " + e, e);
        }
    }
}
