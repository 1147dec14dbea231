package tinytorch.course.judge;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;

/** The class paths of learner JVMs. The testkit, the tests and JUnit go first: no class of the learner's can take their place. */
public final class ClassPaths {

    private ClassPaths() {
    }

    /** For the tests of {@code module}, the distribution's own compiled ones, on the learner's classes of the modules up to it. */
    public static List<Path> tests(Course course, Path workspace, CourseModule module) {
        List<Path> classes = course.upTo(module).stream().map(m -> Compile.folder(workspace, m)).toList();
        return tests(course, course.upTo(module).stream().map(m -> testClasses(course, m)).toList(), classes);
    }

    /** For these tests on these classes. */
    public static List<Path> tests(Course course, List<Path> testClasses, List<Path> classes) {
        List<Path> path = new ArrayList<>(Libraries.testkit(course.home()));
        path.addAll(testClasses);
        path.addAll(Libraries.thirdParty(course.home()));
        path.addAll(classes);
        return path;
    }

    /** The test tools alone, for {@link TaskRun#variants}. */
    public static List<Path> tools(Course course) {
        return tests(course, List.of(), List.of());
    }

    /**
     * For the lab of {@code module}. {@code root} is a workspace, or the distribution itself, whose finished classes are then used.
     */
    public static List<Path> lab(Course course, Path root, CourseModule module) {
        List<Path> path = new ArrayList<>(classes(course, root, course.upTo(module)));
        path.addAll(Libraries.thirdParty(course.home()));
        return path;
    }

    /**
     * For a milestone: the modules up to {@code last} as in {@link #lab}, and those after it from the finished library, as far as they are
     * written. So digits are recognised at full speed long before the learner has written the vector kernels. What packs models for the
     * leaderboard is there too.
     */
    public static List<Path> milestone(Course course, Path root, CourseModule last) {
        List<Path> path = new ArrayList<>(List.of(course.home().resolve("milestones/target/classes")));
        path.addAll(List.of(compete(course, "contest"), compete(course, "model")));
        path.addAll(whole(course, root, Optional.of(last)));
        path.addAll(Libraries.thirdParty(course.home()));
        path.addAll(Libraries.milestones(course.home()));
        return path;
    }

    /**
     * For what packs a model for the leaderboard: as for a milestone, on the modules up to {@code last}; and module 17 of the workspace at the end, finished or
     * not, for what only the learner has.
     */
    public static List<Path> entrant(Course course, Optional<Path> workspace, Optional<CourseModule> last) {
        Path root = workspace.orElse(course.home());
        List<Path> path = milestone(course, last.isPresent() ? root : course.home(), last.orElse(course.modules().getLast()));
        path.addAll(classes(course, root, List.of(course.modules().getLast())));
        return path;
    }

    /** For the benchmarks: the modules up to {@code last} from {@code root}, all others from the finished library. */
    public static List<Path> benchmarks(Course course, Path root, Optional<CourseModule> last) {
        List<Path> path = new ArrayList<>(List.of(course.home().resolve("tinytorch-kernels/benchmarks/target/classes")));
        path.addAll(whole(course, root, last));
        path.addAll(Libraries.jars(Libraries.benchmarks(course.home())));
        return path;
    }

    /** What the benchmarks need besides to run PyTorch too. */
    public static List<Path> peers(Path home) {
        List<Path> path = new ArrayList<>(List.of(home.resolve("tinytorch-kernels/peers/target/classes")));
        path.addAll(Libraries.jars(home.resolve("tinytorch-kernels/peers/target/lib")));
        return path;
    }

    /** For the server and the programs around it: all modules from {@code root}, which is the distribution, but where that has no finished library. */
    public static List<Path> leaderboard(Course course, Path root) {
        List<Path> path = new ArrayList<>(List.of(compete(course, "board"), compete(course, "model")));
        path.addAll(classes(course, root, course.builtModules()));
        path.addAll(Libraries.jars(Libraries.leaderboard(course.home())));
        return path;
    }

    /** For a competition that a milestone holds: as {@link #leaderboard}, with what packs the course's own models. */
    static List<Path> contest(Course course, Path root) {
        List<Path> path = milestone(course, root, course.modules().getLast());
        path.addAll(leaderboard(course, root));
        return path.stream().distinct().toList();
    }

    /** Tells a milestone's JVM the class path of {@link #contest}. */
    public static String contestOption(Course course, Path root) {
        return "-Dtinytorch.leaderboard.path=" + contest(course, root).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** All modules: up to {@code last} from {@code root}, the others from the finished library. */
    private static List<Path> whole(Course course, Path root, Optional<CourseModule> last) {
        List<Path> path = new ArrayList<>();
        last.ifPresent(module -> path.addAll(classes(course, root, course.upTo(module))));
        path.addAll(classes(course, course.home(), last.map(module -> finished(course, module)).orElse(course.modules())));
        return path;
    }

    private static Path compete(Course course, String folder) {
        return course.home().resolve("tinytorch-compete").resolve(folder).resolve("target/classes");
    }

    /** The modules after {@code last} that a milestone takes from the finished library. */
    public static List<CourseModule> finished(Course course, CourseModule last) {
        return course.modules().stream().skip(course.modules().indexOf(last) + 1)
                .filter(module -> Files.isDirectory(finishedClasses(course, module))).toList();
    }

    /** The distribution's own classes of a module, with their resources. In a release for students they are those that a workspace begins with. */
    public static Path finishedClasses(Course course, CourseModule module) {
        return module.folder(course.home()).resolve("target/classes");
    }

    /** The distribution's compiled tests of a module, with their resources. */
    public static Path testClasses(Course course, CourseModule module) {
        return module.folder(course.home()).resolve("target/test-classes");
    }

    private static List<Path> classes(Course course, Path root, List<CourseModule> modules) {
        boolean finished = root.toAbsolutePath().normalize().equals(course.home().toAbsolutePath().normalize());
        return modules.stream().map(m -> finished ? finishedClasses(course, m) : Compile.folder(root, m)).toList();
    }
}
