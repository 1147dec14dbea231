package tinytorch.course.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Generator;
import tinytorch.course.Leaks;
import tinytorch.course.Problem;
import tinytorch.course.Skeleton;
import tinytorch.course.judge.Folders;

/**
 * Proves that the course holds together. The report says what ran, how often, and what was wrong. All is compiled from the sources in
 * this JVM; tests run in JVMs of their own, on class folders that stand for a workspace in a certain state:
 *
 * <ul>
 * <li>the markers are well-formed, and generating twice gives the same bytes;</li>
 * <li>each skeleton compiles, main and tests, against solved and against unsolved earlier modules;</li>
 * <li>the tests are those of the lock file;</li>
 * <li>with modules 1 to k solved, the tests of 1 to k pass, and each test of k+1 meets its own task's {@code TodoException};</li>
 * <li>with all solved but the stretch tasks, every other task's tests pass;</li>
 * <li>each task's tests pass as soon as the task and what it needs are solved;</li>
 * <li>each planted wrong solution is caught by the tests of its task, nine in ten of each module with a message that names a method of the task;</li>
 * <li>no solution text is in the workspace.</li>
 * </ul>
 */
public final class Verifier {

    private Verifier() {
    }

    /** Verifies these modules, all built; earlier ones are compiled as far as these need them. */
    public static VerifyReport verify(Course course, List<CourseModule> modules, VerifyListener listener) {
        long start = System.nanoTime();
        Report report = new Report(listener);
        List<Problem> problems = report.timed("markers are well-formed", "course", "modules", course.builtModules().size(),
                () -> Lint.check(course), problem -> problem.toString());
        if (problems.isEmpty()) {
            try {
                Path folder = Files.createTempDirectory("tinytorch-verify");
                try (Stage stage = new Stage(listener)) {
                    verify(course, modules, report, stage, folder);
                } finally {
                    Folders.delete(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("no working folder for the verification", e);
            }
        }
        return new VerifyReport(report.checks(), report.mutants(), (System.nanoTime() - start) / 1e9);
    }

    private static void verify(Course course, List<CourseModule> modules, Report report, Stage stage, Path folder) {
        Generator generator = new Generator(course);
        Skeleton unsolved = generator.unsolved();
        report.timed("generating twice gives the same bytes", "course", "files", unsolved.files().size(),
                () -> unsolved.differences(new Generator(course).unsolved()), problem -> problem);
        Leaks searched = new Leaks(unsolved);
        for (CourseModule module : modules) {
            long start = System.nanoTime();
            Leaks.Found leaks = searched.of(generator, module);
            report.add("no solution in the workspace", module.name(), leaks.lines(), "lines", leaks.problems(), Report.since(start));
        }
        Build build = new Build(course, folder);
        List<CourseModule> needed = new ArrayList<>(course.upTo(modules.getLast()));
        Skeleton solved = generator.solved();
        CompileChecks compile = new CompileChecks(course, build, solved, unsolved);
        if (!compile.check(needed, modules, report, stage)) {
            return;   // nothing can run
        }
        RunChecks run = new RunChecks(course, generator, build, report, stage);
        if (run.locks(needed, modules)) {
            run.states(needed, modules);
            run.withoutStretch(modules, solved);
            run.tasks(modules, unsolved);
            run.mutants(modules, solved);
        }
    }
}
