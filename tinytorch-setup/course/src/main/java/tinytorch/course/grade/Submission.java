package tinytorch.course.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import tinytorch.course.CourseException;
import tinytorch.course.archive.Archives;

/**
 * What one student handed in.
 *
 * @param student the file's name without its ending
 * @param source  an archive, or a folder
 */
public record Submission(String student, Path source) {

    /**
     * One for each archive and each folder in {@code folder}, sorted by student; hidden ones and other files are passed over.
     *
     * @throws CourseException if the folder can't be read, or two entries are of one student
     */
    public static List<Submission> in(Path folder) {
        List<Submission> found;
        try (Stream<Path> entries = Files.list(folder)) {
            found = entries.filter(entry -> !entry.getFileName().toString().startsWith(".")).flatMap(Submission::of)
                    .sorted(Comparator.comparing(Submission::student)).toList();
        } catch (IOException e) {
            throw new CourseException("The submissions in " + folder + " can't be read: " + e.getMessage(), e);
        }
        Set<String> seen = new HashSet<>();
        found.stream().filter(one -> !seen.add(one.student())).findFirst().ifPresent(twice -> {
            throw new CourseException("There are two submissions of '" + twice.student() + "' in " + folder + ": leave one.");
        });
        return found;
    }

    private static Stream<Submission> of(Path entry) {
        String name = entry.getFileName().toString();
        if (Files.isDirectory(entry)) {
            return Stream.of(new Submission(name, entry));
        }
        String ending = Archives.ending(name);
        return ending.isEmpty() ? Stream.empty() : Stream.of(new Submission(name.substring(0, name.length() - ending.length()), entry));
    }
}
