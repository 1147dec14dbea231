package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import tinytorch.course.CourseModule;

/** The tables and plots of a lab: written into a folder beside, and moved to their place when the lab has ended well. */
final class LabFiles {
    private final Path place;
    private final Path beside;
    private final boolean own;

    private LabFiles(Path place, boolean own) {
        this.place = place.toAbsolutePath().normalize();
        this.beside = this.place.resolve(".unfinished.tito-tmp");
        this.own = own;
    }

    /** In the module's own place in the workspace or distribution {@code root}: what an earlier run left there goes. */
    static LabFiles of(Path root, CourseModule module) {
        return new LabFiles(module.labResults(root), true);
    }

    /** In a folder that somebody named: only files of the same names are replaced. */
    static LabFiles in(Path folder) {
        return new LabFiles(folder, false);
    }

    Path place() {
        return place;
    }

    /** Makes the folder that the lab writes to. */
    Path begin() {
        try {
            if (Files.exists(beside)) {
                discard();
            }
            return Files.createDirectories(beside);
        } catch (IOException e) {
            throw new TitoException(ExitCode.USAGE, "the lab's tables and plots can't be written to " + place + ": " + e + ". Name another folder with --out DIR.", e);
        }
    }

    /** Moves all that the lab wrote to its place, and tells what that is. A lab that wrote nothing leaves what was there. */
    List<Path> finish() {
        try {
            List<Path> written = list(beside);
            if (own && !written.isEmpty()) {
                for (Path old : list(place)) {
                    Files.delete(old);
                }
            }
            for (Path file : written) {
                Files.move(file, place.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.delete(beside);
            return written.stream().map(file -> place.resolve(file.getFileName())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the lab's tables and plots can't be moved from " + beside + " to " + place, e);
        }
    }

    /** Deletes what a lab left that did not end well. */
    void discard() {
        try {
            for (Path file : list(beside)) {
                Files.delete(file);
            }
            Files.delete(beside);
        } catch (IOException e) {
            throw new UncheckedIOException(beside + " can't be deleted", e);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
