package tinytorch.course.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Generator;
import tinytorch.course.Skeleton;
import tinytorch.course.SkeletonFile;
import tinytorch.course.Task;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.CompileError;
import tinytorch.course.judge.JudgeListener;
import tinytorch.course.judge.LearnerJvm;
import tinytorch.course.judge.Source;
import tinytorch.course.judge.TaskRun;
import tinytorch.course.judge.TestLock;
import tinytorch.course.judge.TestResult;

/** Plants wrong solutions and looks whether the tests of their task notice. */
final class MutantCheck {
    /** A wrong solution that does not come to its end is caught as well; it need not take long. */
    private static final double TEST_SECONDS = 5;

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

    /** The compiled {@code solved} classes of the modules up to {@code module} have to be in their place. */
    MutantResult check(Mutant mutant, CourseModule module, TestLock lock, int number) {
        Optional<Task> task = module.tasks().stream().filter(t -> t.id().equals(mutant.task())).findFirst();
        if (task.isEmpty()) {
            return invalid(mutant, "module " + module.name() + " has no task " + mutant.task());
        }
        SkeletonFile file = solved.files().get(mutant.file());
        if (file == null || !mutant.file().startsWith(module.path() + Build.MAIN)) {
            return invalid(mutant, "there is no source " + mutant.file() + " of module " + module.name());
        }
        String text = Build.text(file);
        int count = count(text, mutant.replace());
        if (count != 1) {
            return invalid(mutant, "its snippet stands " + count + " times in " + mutant.file() + ", not once");
        }
        if (count(Build.text(withoutTask(task.get()).files().get(mutant.file())), mutant.replace()) != 0) {
            return invalid(mutant, "its snippet does not lie in a region of " + mutant.task());
        }
        Path out = build.classes("mutant-" + number, module);
        List<Path> base = new ArrayList<>(build.classes("solved", course.upTo(module)));
        List<CompileError> errors = build.overlay(List.of(new Source(mutant.file(), text.replace(mutant.replace(), mutant.with()))), base, out);
        if (!errors.isEmpty()) {
            return invalid(mutant, "it does not compile: " + errors.getFirst());
        }
        base.addFirst(out);
        LearnerJvm jvm = LearnerJvm.forTests(course, ClassPaths.tests(course, build.tests(module), base));
        return judged(mutant, TaskRun.run(jvm, Map.of(task.get(), lock.tests(task.get())), TEST_SECONDS, JudgeListener.SILENT));
    }

    private Skeleton withoutTask(Task task) {
        return generator.generate(course.tasks().stream().map(Task::id).filter(id -> !id.equals(task.id())).toList());
    }

    private static MutantResult judged(Mutant mutant, TaskRun run) {
        if (!run.invalid().isEmpty()) {
            return invalid(mutant, run.invalid());
        }
        for (TestResult test : run.tests()) {
            switch (test.status()) {
                case FAILED, TIMEOUT, EXITED -> {
                    return new MutantResult(mutant, MutantResult.Status.CAUGHT, test.id(), Expectation.seen(test));
                }
                case WAITING, UNWRITTEN, NOT_RUN, MISSING -> {
                    return invalid(mutant, test.id() + " did not judge it: " + Expectation.seen(test));
                }
                case PASSED -> { }
            }
        }
        return new MutantResult(mutant, MutantResult.Status.SURVIVED, "", "all " + run.tests().size() + " tests of " + mutant.task() + " pass");
    }

    private static MutantResult invalid(Mutant mutant, String reason) {
        return new MutantResult(mutant, MutantResult.Status.INVALID, "", reason);
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
