package tinytorch.course.grade;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import tinytorch.course.Course;
import tinytorch.course.CourseException;
import tinytorch.course.CourseModule;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.CompileError;
import tinytorch.course.judge.Folders;
import tinytorch.course.judge.Javac;
import tinytorch.course.judge.Libraries;
import tinytorch.course.judge.Source;
import tinytorch.course.judge.TestLock;

/**
 * Tests that only the instructor has, in a folder laid out as the course: {@code tinytorch-tensor/src/test/java/...}. They are plain JUnit methods with the tag of a task, as the
 * course's own are, and may use those and the testkit.
 *
 * @param folders by the module's number, the compiled classes
 * @param tests   by the module's number and the task's id
 */
public record HiddenTests(Map<String, Path> folders, Map<String, Map<String, List<String>>> tests) {
    /** There are none. */
    public static final HiddenTests NONE = new HiddenTests(Map.of(), Map.of());

    /**
     * Compiles the tests of these modules against the finished library.
     *
     * @param out where the classes go
     * @throws CourseException if there are none, one does not compile, has no task, or has the name of one of the course's own
     */
    public static HiddenTests compile(Course course, List<CourseModule> modules, Path hidden, Path out) {
        Map<String, Path> folders = new TreeMap<>();
        Map<String, Map<String, List<String>>> tests = new TreeMap<>();
        for (CourseModule module : modules) {
            List<Source> sources = Source.below(hidden, module.testRoot(hidden));
            if (!sources.isEmpty()) {
                Path folder = out.resolve(module.number());
                tests.put(module.number(), compile(course, module, sources, folder));
                Folders.copy(module.testResourceRoot(hidden), folder);
                folders.put(module.number(), folder);
            }
        }
        if (folders.isEmpty()) {
            throw new CourseException("There is no hidden test in " + hidden + ". It is laid out as the course: " + modules.getFirst().path() + "/src/test/java/...");
        }
        return new HiddenTests(folders, tests);
    }

    private static Map<String, List<String>> compile(Course course, CourseModule module, List<Source> sources, Path out) {
        List<Path> classes = course.upTo(module).stream().map(m -> ClassPaths.finishedClasses(course, m)).toList();
        List<Path> own = course.upTo(module).stream().map(m -> ClassPaths.testClasses(course, m)).toList();
        for (Source source : sources) {
            if (Files.isRegularFile(course.home().resolve(source.file()))) {
                throw new CourseException("The hidden test " + source.file() + " has the name of one of the course's own: give it another.");
            }
        }
        List<Path> path = new ArrayList<>(Libraries.testkit(course.home()));
        path.addAll(own);
        path.addAll(Libraries.thirdParty(course.home()));
        path.addAll(classes);
        List<CompileError> errors = Javac.compile(sources, path, out);
        if (!errors.isEmpty()) {
            throw new CourseException(errors.stream().map(CompileError::toString).collect(Collectors.joining("\n  ", "The hidden tests do not compile:\n  ", "")));
        }
        List<Path> folders = new ArrayList<>(own);
        folders.add(out);
        return TestLock.discoverMore(course, module, folders, classes).tests();
    }

    /** The tests of a task. */
    List<String> of(CourseModule module, String task) {
        return tests.getOrDefault(module.number(), Map.of()).getOrDefault(task, List.of());
    }
}
