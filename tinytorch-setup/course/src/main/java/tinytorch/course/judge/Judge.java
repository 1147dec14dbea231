package tinytorch.course.judge;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;

/**
 * Judges a workspace's module: compiles what has changed, runs the distribution's own tests in a JVM of its own, and writes down the
 * progress. A pass means that exactly the tests of the lock file ran and all of them passed, but for those of stretch tasks that are not written.
 */
public final class Judge {
    /** How long one test may take, in processor time of its JVM. Most of the course's tests need a hundredth of it. */
    public static final double TEST_SECONDS = 10;

    private Judge() {
    }

    /** {@link #judge(Course, Path, CourseModule, Optional, JudgeListener, double, TestJvms)} with the usual limit for a test, in a new JVM. */
    public static Verdict judge(Course course, Path workspace, CourseModule module, Optional<Task> task, JudgeListener listener) {
        return judge(course, workspace, module, task, listener, TEST_SECONDS, TestJvms.NEW);
    }

    /**
     * Judges all tasks of the module, or the one.
     *
     * @param workspace the learner's folder
     * @param seconds   the limit for one test
     * @param jvms      where the JVM for the tests comes from
     * @throws ProgressException     if the progress file can't be used; nothing is judged then
     * @throws CancellationException if the listener says that the judgement is not wanted any more; nothing is written down then
     */
    public static Verdict judge(Course course, Path workspace, CourseModule module, Optional<Task> task, JudgeListener listener, double seconds,
            TestJvms jvms) {
        ProgressFile progress = ProgressFile.of(workspace);
        progress.read();   // a damaged one is better told before the tests than after
        Map<Task, List<String>> tests = wanted(TestLock.read(course, module), module, task);
        String hash = SourceHash.of(module, workspace);
        Compile.Result compiled = Compile.upTo(course, workspace, module);
        listener.compiled(compiled.compiled(), compiled.seconds());
        if (listener.cancelled()) {
            throw new CancellationException("interrupted");
        }
        if (!compiled.ok()) {
            return new Verdict(Outcome.COMPILE_ERROR, module, List.of(), compiled.errors(), "", "", compiled.seconds(), 0);
        }
        long start = System.nanoTime();
        TaskRun run = TaskRun.run(LearnerJvm.forTests(ClassPaths.tests(course, workspace, module)), tests, seconds, listener, jvms);
        Outcome outcome = outcome(run, task.isEmpty());
        Verdict verdict = new Verdict(outcome, module, run.tasks(), List.of(), detail(outcome, run), run.process().output(),
                compiled.seconds(), (System.nanoTime() - start) / 1e9);
        progress.update(known -> known.judged(verdict, hash));
        return verdict;
    }

    private static Map<Task, List<String>> wanted(TestLock lock, CourseModule module, Optional<Task> only) {
        Map<Task, List<String>> tests = new LinkedHashMap<>();
        for (Task task : only.map(List::of).orElse(module.tasks())) {
            tests.put(task, lock.tests(task));
        }
        return tests;
    }

    private static Outcome outcome(TaskRun run, boolean whole) {
        if (!run.invalid().isEmpty()) {
            return Outcome.INVALID;
        }
        if (run.any(TestResult.Status.TIMEOUT)) {
            return Outcome.TIMEOUT;
        }
        if (run.any(TestResult.Status.EXITED) || !run.process().finished()) {
            return Outcome.EXITED;
        }
        return run.tasks().stream().allMatch(result -> result.passed() || whole && result.leftOut()) ? Outcome.PASSED : Outcome.FAILED;
    }

    private static String detail(Outcome outcome, TaskRun run) {
        return switch (outcome) {
            case INVALID -> run.invalid();
            case TIMEOUT -> culprit(run, TestResult.Status.TIMEOUT) + " did not come to its end.";
            case EXITED -> run.any(TestResult.Status.EXITED)
                    ? culprit(run, TestResult.Status.EXITED) + " ended the program (System.exit, or a crash)."
                    : "The program ended itself between two tests (System.exit in another thread, or a crash).";
            case PASSED, FAILED, COMPILE_ERROR -> "";
        };
    }

    private static String culprit(TaskRun run, TestResult.Status status) {
        return run.tests().stream().filter(test -> test.status() == status).map(test -> test.testClass() + "." + test.method())
                .findFirst().orElse("a test");
    }
}
