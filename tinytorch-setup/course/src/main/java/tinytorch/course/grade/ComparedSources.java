package tinytorch.course.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Generator;
import tinytorch.course.Regions;
import tinytorch.course.Skeleton;
import tinytorch.course.archive.ArchiveException;

/**
 * What a comparison of submissions reads, written into a folder: of each student the files that have tasks in them and the student's own ones, and as {@code base} the same as
 * the course gives them, whose text nobody is to be accused of.
 *
 * @param base     the folder with the skeleton's files
 * @param students the folder with a folder for each student
 * @param unread   what could not be read: student and reason
 */
public record ComparedSources(Path base, Path students, List<String> unread) {

    /** Writes the sources of these modules of all submissions below {@code folder}. */
    public static ComparedSources write(Course course, List<CourseModule> modules, List<Submission> submissions, Path folder) {
        Skeleton skeleton = new Generator(course).unsolved();
        SortedSet<String> given = new TreeSet<>();
        Path base = folder.resolve("base");
        skeleton.files().forEach((path, file) -> {
            if (path.endsWith(".java") && modules.stream().anyMatch(module -> path.startsWith(module.path() + "/src/main/java/"))) {
                if (Regions.ofLearner(new String(file.content(), StandardCharsets.UTF_8)).isEmpty()) {
                    given.add(path);
                } else {
                    write(base.resolve(path), file.content());
                }
            }
        });
        List<String> unread = new ArrayList<>();
        Path students = folder.resolve("students");
        for (Submission submission : submissions) {
            try {
                Submitted submitted = Submitted.read(course, submission.source());
                modules.forEach(module -> submitted.of(module).stream().filter(source -> !given.contains(source.file()))
                        .forEach(source -> write(students.resolve(submission.student()).resolve(source.file()), source.text().getBytes(StandardCharsets.UTF_8))));
            } catch (ArchiveException e) {
                unread.add(submission.student() + ": " + e.getMessage());
            }
        }
        return new ComparedSources(base, students, List.copyOf(unread));
    }

    /** The names in a submission lead nowhere else: they are checked when it is read. */
    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }
}
