package tinytorch.course.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Skeleton;
import tinytorch.course.judge.CompileError;

/** Compiles every module solved, unsolved on solved, and unsolved on unsolved, and the tests against each of them. */
final class CompileChecks {
    private final Course course;
    private final Build build;
    private final Skeleton solved;
    private final Skeleton unsolved;

    CompileChecks(Course course, Build build, Skeleton solved, Skeleton unsolved) {
        this.course = course;
        this.build = build;
        this.solved = solved;
        this.unsolved = unsolved;
    }

    /**
     * Leaves the classes in {@code solved/NN}, {@code unsolved/NN} (on unsolved), {@code next/NN} (unsolved on solved) and the tests in
     * {@code tests/NN}. False if something does not compile.
     */
    boolean check(List<CourseModule> needed, List<CourseModule> wanted, Report report, Stage stage) {
        Set<CourseModule> subjects = Set.copyOf(wanted);
        // The two chains, all solved and all unsolved, are independent of each other.
        List<Stage.Step<List<Outcome>>> chains = new ArrayList<>();
        chains.add(new Stage.Step<>("solved", () -> solvedChain(needed)));
        chains.add(new Stage.Step<>("unsolved", () -> unsolvedChain(needed)));
        List<Outcome> outcomes = stage.run("compile", chains).stream().flatMap(List::stream).toList();
        boolean ok = true;
        for (CourseModule module : needed) {
            List<Outcome> own = outcomes.stream().filter(outcome -> outcome.module().equals(module)).toList();
            List<String> problems = own.stream().flatMap(outcome -> outcome.errors().stream()
                    .map(error -> outcome.what() + ": " + error)).toList();
            ok &= problems.isEmpty();
            if (subjects.contains(module) || !problems.isEmpty()) {
                report.add("skeleton compiles on solved and unsolved modules", module.name(), own.size(), "compilations", problems,
                        own.stream().mapToDouble(Outcome::seconds).sum());
            }
        }
        return ok;
    }

    private record Outcome(CourseModule module, String what, List<CompileError> errors, double seconds) {
    }

    private static Outcome timed(CourseModule module, String what, Supplier<List<CompileError>> compilation) {
        long start = System.nanoTime();
        List<CompileError> errors = compilation.get();
        return new Outcome(module, what, errors, Report.since(start));
    }

    private List<Outcome> solvedChain(List<CourseModule> modules) {
        List<Outcome> outcomes = new ArrayList<>();
        for (CourseModule module : modules) {
            List<Path> earlier = build.classes("solved", course.before(module));
            List<Path> earlierTests = build.classes("tests", course.before(module));
            Path own = build.classes("solved", module);
            Path next = build.classes("next", module);
            outcomes.add(timed(module, "solved", () -> build.main(solved, module, earlier, own)));
            outcomes.add(timed(module, "tests on solved", () -> build.tests(solved, module, with(own, earlier), earlierTests, build.classes("tests", module))));
            outcomes.add(timed(module, "unsolved on solved", () -> build.main(unsolved, module, earlier, next)));
            outcomes.add(timed(module, "tests on unsolved on solved",
                    () -> build.tests(unsolved, module, with(next, earlier), earlierTests, build.classes("next-tests", module))));
        }
        return outcomes;
    }

    private List<Outcome> unsolvedChain(List<CourseModule> modules) {
        List<Outcome> outcomes = new ArrayList<>();
        for (CourseModule module : modules) {
            List<Path> earlier = build.classes("unsolved", course.before(module));
            Path own = build.classes("unsolved", module);
            outcomes.add(timed(module, "unsolved on unsolved", () -> build.main(unsolved, module, earlier, own)));
            outcomes.add(timed(module, "tests on unsolved on unsolved", () -> build.tests(unsolved, module, with(own, earlier),
                    build.classes("unsolved-tests", course.before(module)), build.classes("unsolved-tests", module))));
        }
        return outcomes;
    }

    private static List<Path> with(Path first, List<Path> rest) {
        List<Path> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }
}
