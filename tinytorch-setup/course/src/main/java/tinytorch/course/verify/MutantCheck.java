package tinytorch.course.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Generator;
import tinytorch.course.Skeleton;
import tinytorch.course.SkeletonFile;
import tinytorch.course.Task;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.CompileError;
import tinytorch.course.judge.LearnerJvm;
import tinytorch.course.judge.TaskRun;
import tinytorch.course.judge.TestLock;
import tinytorch.course.judge.TestResult;
import tinytorch.course.judge.Variant;

/** Plants wrong solutions and looks whether the tests of their task notice. */
final class MutantCheck {
    /** A wrong solution that does not come to its end is caught as well; it need not take long. */
    private static final double TEST_SECONDS = 5;
    /** Of a hundred messages, so many name a method of the task. */
    private static final int NAMED = 90;
    /** How the row of {@code tinytorch.testkit.LookAt} begins. */
    private static final String LOOK_AT = "  look at ";

    private final Course course;
    private final Generator generator;
    private final Build build;
    private final Skeleton solved;

    MutantCheck(Course course, Generator generator, Build build, Skeleton solved) {
        this.course = course;
        this.generator = generator;
        this.build = build;
        this.solved = solved;
    }

    /**
     * What becomes of these wrong solutions, in their order. The compiled {@code solved} classes of the modules up to {@code module} have
     * to be in their place. {@code part} tells the class folders of several calls apart.
     */
    List<MutantResult> check(List<Mutant> mutants, CourseModule module, TestLock lock, String part) {
        List<MutantResult> results = new ArrayList<>();
        List<Variant> variants = new ArrayList<>();
        for (int i = 0; i < mutants.size(); i++) {
            Path out = build.classes("mutant-" + part + "-" + i, module);
            Optional<String> reason = plant(mutants.get(i), module, out);
            results.add(invalid(mutants.get(i), reason.orElse("it was not run")));
            if (reason.isEmpty()) {
                List<Path> classPath = new ArrayList<>(build.tests(module));
                classPath.add(out);
                classPath.addAll(build.classes("solved", course.upTo(module)));
                Task task = course.task(mutants.get(i).task());
                variants.add(new Variant(String.valueOf(i), classPath, Map.of(task, lock.tests(task))));
            }
        }
        LearnerJvm jvm = LearnerJvm.forVariants(ClassPaths.tools(course), variants);
        TaskRun.variants(jvm, variants, TEST_SECONDS, true).forEach((name, run) -> {
            int i = Integer.parseInt(name);
            results.set(i, judged(mutants.get(i), run));
        });
        return results;
    }

    /** Compiles the wrong solution; gives the reason why that can't be done. */
    private Optional<String> plant(Mutant mutant, CourseModule module, Path out) {
        Optional<Task> task = module.tasks().stream().filter(t -> t.id().equals(mutant.task())).findFirst();
        if (task.isEmpty()) {
            return Optional.of("module " + module.name() + " has no task " + mutant.task());
        }
        SkeletonFile file = solved.files().get(mutant.file());
        if (file == null || !mutant.file().startsWith(module.path() + Build.MAIN)) {
            return Optional.of("there is no source " + mutant.file() + " of module " + module.name());
        }
        String text = Build.text(file);
        int count = count(text, mutant.replace());
        if (count != 1) {
            return Optional.of("its snippet stands " + count + " times in " + mutant.file() + ", not once");
        }
        if (count(Build.text(generator.solvedBut(task.get()).files().get(mutant.file())), mutant.replace()) != 0) {
            return Optional.of("its snippet does not lie in a region of " + mutant.task());
        }
        List<CompileError> errors = build.overlay(List.of(mutant.planted(solved)), build.classes("solved", course.upTo(module)), out);
        return errors.isEmpty() ? Optional.empty() : Optional.of("it does not compile: " + errors.getFirst());
    }

    private MutantResult judged(Mutant mutant, TaskRun run) {
        if (!run.invalid().isEmpty()) {
            return invalid(mutant, run.invalid());
        }
        for (TestResult test : run.tests()) {
            switch (test.status()) {
                case FAILED, TIMEOUT, EXITED -> {
                    return new MutantResult(mutant, MutantResult.Status.CAUGHT, test.id(), Expectation.seen(test), names(test, course.task(mutant.task())));
                }
                case WAITING, UNWRITTEN, NOT_RUN, MISSING -> {
                    return invalid(mutant, test.id() + " did not judge it: " + Expectation.seen(test));
                }
                case PASSED -> { }
            }
        }
        return new MutantResult(mutant, MutantResult.Status.SURVIVED, "", "all " + run.tests().size() + " tests of " + mutant.task() + " pass", false);
    }

    /**
     * Whether the first line of the message, its row of methods to look at, or a line of the learner's code below it names a method that the task
     * is to write; of a constructor, its class.
     */
    private boolean names(TestResult test, Task task) {
        String told = test.message().lines().findFirst().orElse("") + test.message().lines().filter(line -> line.startsWith(LOOK_AT)).collect(Collectors.joining());
        Set<String> words = new HashSet<>(List.of(told.split("\\W+")));
        test.frames().forEach(frame -> words.add(frame.method().equals("<init>") ? frame.type().replaceFirst(".*[.$]", "") : frame.method()));
        return generator.texts(task).stream().anyMatch(text -> words.contains(text.place().replaceFirst(".*[.]", "")));
    }

    /** What is wrong with these results of one module if too few messages name a method of the task; empty if enough do. */
    static List<String> unnamed(List<MutantResult> results) {
        List<MutantResult> caught = results.stream().filter(MutantResult::caught).toList();
        List<MutantResult> unnamed = caught.stream().filter(result -> !result.named()).toList();
        if (unnamed.size() * 100 <= caught.size() * (100 - NAMED)) {
            return List.of();
        }
        return List.of(unnamed.size() + " of " + caught.size() + " do not: " + unnamed.stream().map(result -> result.mutant().id() + " by " + result.test())
                .collect(Collectors.joining(", ")) + ". Name the method in the test's Check.call, or in a @LookAt above the test.");
    }

    private static MutantResult invalid(Mutant mutant, String reason) {
        return new MutantResult(mutant, MutantResult.Status.INVALID, "", reason, false);
    }

    private static int count(String text, String piece) {
        if (piece.isEmpty()) {
            return 0;
        }
        int count = 0;
        for (int i = text.indexOf(piece); i >= 0; i = text.indexOf(piece, i + 1)) {
            count++;
        }
        return count;
    }
}
