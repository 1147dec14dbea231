package tinytorch.course.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import tinytorch.course.CourseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One JSON file for each student, in the folder {@code students}. */
public final class ReportFiles {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    /** The reports in the folder that a grading wrote. */
    public ReportFiles(Path out) {
        this.folder = out.resolve("students");
    }

    /** The report of a student; empty if there is none that can be read. */
    Optional<StudentReport> read(String student) {
        Path file = file(student);
        try {
            return Files.isRegularFile(file) ? Optional.of(JSON.readValue(Files.readAllBytes(file), StudentReport.class)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();   // damaged, or of an earlier version: to be made again
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    /** Writes beside and moves into place: a report is whole or not there. */
    void write(StudentReport report) {
        Path file = file(report.student());
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(folder);
            Files.writeString(beside, JSON.writeValueAsString(report) + "\n");
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }

    /**
     * All reports, by student.
     *
     * @throws CourseException if there are none
     */
    public List<StudentReport> all() {
        if (!Files.isDirectory(folder)) {
            throw new CourseException("There are no reports in " + folder + ": 'tito course grade' makes them.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")).sorted()
                    .flatMap(name -> read(name.substring(0, name.length() - ".json".length())).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " can't be read", e);
        }
    }

    private Path file(String student) {
        return folder.resolve(student + ".json");
    }
}
