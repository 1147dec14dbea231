package tinytorch.course.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tinytorch.course.Course;
import tinytorch.course.CourseException;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which tests judge which task: the manifest's {@code tests/NN-id.json}. A run that executes anything else proves nothing.
 *
 * @param tests by task id, in the course's order; each test is {@code class#method}
 */
public record TestLock(Map<String, List<String>> tests) {

    public TestLock {
        tests = new LinkedHashMap<>(tests);
    }

    /** The tests of a task. */
    public List<String> tests(Task task) {
        return tests.getOrDefault(task.id(), List.of());
    }

    /** The tests of all tasks, in order. */
    public List<String> all() {
        return tests.values().stream().flatMap(List::stream).toList();
    }

    /** The lock file of a module. */
    public static Path file(Course course, CourseModule module) {
        return Course.manifestFolder(course.home()).resolve("tests").resolve(module.name() + ".json");
    }

    /**
     * Reads the lock file of a module.
     *
     * @throws CourseException if it is missing or malformed, or a task has no test
     */
    public static TestLock read(Course course, CourseModule module) {
        Path file = file(course, module);
        if (!Files.isRegularFile(file)) {
            throw new CourseException("Module " + module.name() + " has no lock file " + file + ": run 'tito course lock'.");
        }
        Map<String, List<String>> tests = new LinkedHashMap<>();
        try {
            JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
            for (Task task : module.tasks()) {
                List<String> ids = json.path(task.id()).valueStream().map(JsonNode::asString).toList();
                if (ids.isEmpty()) {
                    throw new CourseException(file.getFileName() + " has no test of " + task.id() + ": run 'tito course lock'.");
                }
                tests.put(task.id(), ids);
            }
            if (json.size() != tests.size()) {
                throw new CourseException(file.getFileName() + " names tasks that module " + module.name() + " does not have: run 'tito course lock'.");
            }
        } catch (JacksonException e) {
            throw new CourseException(file + " is not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
        return new TestLock(tests);
    }

    /**
     * Finds the tests of a module in the distribution's compiled test classes, by their tags.
     *
     * @throws CourseException if a test has no task, several, or an unknown one, or is not a plain method, or a task has no test
     */
    public static TestLock discover(Course course, CourseModule module) {
        List<Path> classes = course.upTo(module).stream().map(m -> ClassPaths.finishedClasses(course, m)).toList();
        List<Path> tests = course.upTo(module).stream().map(m -> ClassPaths.testClasses(course, m)).toList();
        return discover(course, module, tests, classes);
    }

    /** As {@link #discover(Course, CourseModule)}, in other class folders: {@code testClasses} ends with those of {@code module}. */
    public static TestLock discover(Course course, CourseModule module, List<Path> testClasses, List<Path> classes) {
        return discover(course, module, testClasses, classes, true);
    }

    /** The same for tests beside the course's own, which need not have one for each task. */
    public static TestLock discoverMore(Course course, CourseModule module, List<Path> testClasses, List<Path> classes) {
        return discover(course, module, testClasses, classes, false);
    }

    private static TestLock discover(Course course, CourseModule module, List<Path> testClasses, List<Path> classes, boolean each) {
        LearnerJvm jvm = LearnerJvm.forTests(ClassPaths.tests(course, testClasses, classes));
        TestProcess.Result run = TestProcess.list(jvm, testClasses.getLast());
        if (!run.finished()) {
            throw new CourseException("The tests of module " + module.name() + " can't be listed: " + run.output().strip());
        }
        List<String> ids = module.tasks().stream().map(Task::id).toList();
        Map<String, List<String>> tests = new LinkedHashMap<>();
        ids.forEach(id -> tests.put(id, new ArrayList<>()));
        List<String> problems = new ArrayList<>();
        for (TestEvent event : run.events()) {
            if (event instanceof TestEvent.Listed listed) {
                List<String> tasks = listed.tags().stream().filter(tag -> tag.contains(".")).toList();
                if (listed.tags().contains("not-plain") || !listed.test().matches("[\\w.$]+#\\w+")) {
                    problems.add(listed.test() + " is not a plain @Test method.");
                } else if (tasks.size() != 1 || !ids.contains(tasks.getFirst())) {
                    problems.add(listed.test() + " must have the tag of exactly one task of its module, has " + listed.tags() + ".");
                } else {
                    tests.get(tasks.getFirst()).add(listed.test());
                }
            }
        }
        tests.forEach((task, found) -> {
            if (each && found.isEmpty()) {
                problems.add(task + " has no test.");
            }
        });
        if (!problems.isEmpty()) {
            throw new CourseException("The tests of module " + module.name() + " can't be locked:\n  " + String.join("\n  ", problems));
        }
        return new TestLock(tests);
    }

    /** Writes the lock file of a module. The same tests give the same bytes. */
    public void write(Course course, CourseModule module) {
        Path file = file(course, module);
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, JsonMapper.shared().writer().with(printer).writeValueAsString(tests) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }
}
