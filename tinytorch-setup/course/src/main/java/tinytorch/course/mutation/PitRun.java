package tinytorch.course.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.TaskLines;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.Folders;
import tinytorch.course.judge.LearnerJvm;
import tinytorch.course.judge.TestLock;

/**
 * One run of PIT over a module of the finished library: mutants on lines of the wanted tasks, judged by all of the module's public tests.
 *
 * @param classPath of the module and its tests; PIT's own jars come beside it
 * @param options   for the JVM that PIT runs in
 * @param arguments for PIT
 */
public record PitRun(List<Path> classPath, List<String> options, List<String> arguments) {
    /** The program that runs it. */
    public static final String MAIN = "org.pitest.mutationtest.commandline.MutationCoverageReport";
    private static final String LINES = "tinytorch.mutation.lines";
    /** A mutant may take this many times as long as the tests on the finished code, and this many milliseconds: what takes longer is an endless loop. */
    private static final String TIMES = "3";
    private static final String MILLISECONDS = "3000";

    /**
     * Prepares a run.
     *
     * @param wanted which tasks
     * @param folder an empty one, for what PIT reads and writes
     */
    public static PitRun of(Course course, CourseModule module, Predicate<String> wanted, int threads, Path folder) {
        List<String> classes = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        TaskLines tasks = new TaskLines();
        Path root = module.sourceRoot(course.home());
        for (Path file : Folders.files(root).stream().filter(path -> path.toString().endsWith(".java")).toList()) {
            String name = root.relativize(file).toString().replace('\\', '/');
            List<String> found = tasks.of(file).entrySet().stream().filter(line -> wanted.test(line.getValue())).map(line -> name + ":" + line.getKey()).toList();
            if (!found.isEmpty()) {
                String type = name.substring(0, name.length() - ".java".length()).replace('/', '.');
                classes.addAll(List.of(type, type + "$*"));
                lines.addAll(found);
            }
        }
        Path listed = folder.resolve("lines.txt");
        try {
            Files.write(listed, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(listed + " can't be written", e);
        }
        TestLock lock = TestLock.read(course, module);
        String testClasses = lock.all().stream().map(test -> test.substring(0, test.indexOf('#'))).collect(Collectors.toCollection(TreeSet::new)).stream()
                .collect(Collectors.joining(","));
        List<CourseModule> modules = course.upTo(module);
        List<Path> classPath = ClassPaths.tests(course, modules.stream().map(m -> ClassPaths.testClasses(course, m)).toList(),
                modules.stream().map(m -> m.folder(course.home()).resolve("target/classes")).toList());
        return new PitRun(classPath, List.of("-D" + LINES + "=" + listed), List.of("--reportDir", folder.toString(), "--sourceDirs", root.toString(), "--targetClasses",
                String.join(",", classes), "--targetTests", testClasses, "--includedGroups", String.join(",", lock.tests().keySet()), "--jvmArgs",
                String.join(",", LearnerJvm.forTests(classPath).words()), "--threads", Integer.toString(threads), "--timeoutFactor", TIMES, "--timeoutConst", MILLISECONDS,
                "--outputFormats", "XML", "--failWhenNoMutations", "false", "--verbosity", "QUIET"));
    }

    /** What a run of {@link #of} left in its folder. */
    public static List<Mutation> result(Course course, CourseModule module, Path folder) {
        return PitReport.read(folder.resolve("mutations.xml"), module.sourceRoot(course.home()));
    }
}
