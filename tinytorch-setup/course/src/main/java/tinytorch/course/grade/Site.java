package tinytorch.course.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.Folders;
import tinytorch.course.judge.Libraries;

/**
 * The folder in which one submission is judged: copies of the test tools and the tests, and the student's classes. Nothing in it is a solution, and no path that the code under
 * test gets to see leads out of it.
 */
final class Site {
    private final Path root;
    private final Path fixed;
    private final Course course;
    private final HiddenTests hidden;
    private final List<Path> tools = new ArrayList<>();
    private final List<Path> libraries = new ArrayList<>();

    Site(Course course, HiddenTests hidden, List<CourseModule> modules, Path root) {
        this.root = root;
        this.fixed = root.resolve("fixed");
        this.course = course;
        this.hidden = hidden;
        List<Path> testkit = Libraries.testkit(course.home());
        for (int i = 0; i < testkit.size(); i++) {
            Path to = fixed.resolve("tools").resolve(Integer.toString(i));
            Folders.copy(testkit.get(i), to);
            tools.add(to);
        }
        for (Path jar : Libraries.thirdParty(course.home())) {
            libraries.add(copy(jar, fixed.resolve("lib").resolve(jar.getFileName().toString())));
        }
        for (CourseModule module : modules) {
            Folders.copy(ClassPaths.testClasses(course, module), tests(module));
            if (hidden.folders().containsKey(module.number())) {
                Folders.copy(hidden.folders().get(module.number()), hiddenTests(module));
            }
        }
    }

    private static Path copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            return Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(from + " can't be copied", e);
        }
    }

    private Path tests(CourseModule module) {
        return fixed.resolve("tests").resolve(module.number());
    }

    private Path hiddenTests(CourseModule module) {
        return fixed.resolve("hidden").resolve(module.number());
    }

    /** Where the student's classes of a module go. */
    Path classes(CourseModule module) {
        return fixed.resolve("classes").resolve(module.number());
    }

    /** What the student's module is compiled against: the student's earlier ones and the libraries. */
    List<Path> compilePath(CourseModule module) {
        List<Path> path = new ArrayList<>(libraries);
        course.before(module).forEach(before -> path.add(classes(before)));
        return path;
    }

    /** For the tests of a module, the student's classes last: none of them can take another's place. */
    List<Path> testPath(CourseModule module) {
        List<Path> path = new ArrayList<>(tools);
        course.upTo(module).forEach(m -> path.add(tests(m)));
        if (hidden.folders().containsKey(module.number())) {
            path.add(hiddenTests(module));
        }
        path.addAll(libraries);
        course.upTo(module).forEach(m -> path.add(classes(m)));
        return path;
    }

    /** An empty folder for one run. */
    Path cell() {
        Path cell = root.resolve("cell");
        Folders.delete(cell);
        try {
            return Files.createDirectories(cell);
        } catch (IOException e) {
            throw new UncheckedIOException(cell + " can't be made", e);
        }
    }

    /** Of everything but the cell: who changes it has interfered. */
    String fingerprint() {
        return Fingerprint.of(fixed);
    }
}
