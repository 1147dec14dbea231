package tinytorch.course.judge;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;

/**
 * Judges a workspace's module: compiles what has changed, runs the distribution's own tests in a JVM of its own, and writes down the
 * progress. A pass means that exactly the tests of the lock file ran and all of them passed.
 */
public final class Judge {
    /** How long one test may take. The slowest of the course's tests needs a hundredth of it. */
    public static final double TEST_SECONDS = 10;

    private Judge() {
    }

    /** {@link #judge(Course, Path, CourseModule, Optional, JudgeListener, double)} with the usual limit for a test. */
    public static Verdict judge(Course course, Path workspace, CourseModule module, Optional<Task> task, JudgeListener listener) {
        return judge(course, workspace, module, task, listener, TEST_SECONDS);
    }

    /**
     * Judges all tasks of the module, or the one.
     *
     * @param workspace the learner's folder
     * @param seconds   the limit for one test
     * @throws ProgressException if the progress file can't be used; nothing is judged then
     */
    public static Verdict judge(Course course, Path workspace, CourseModule module, Optional<Task> task, JudgeListener listener, double seconds) {
        ProgressFile progress = ProgressFile.of(workspace);
        progress.read();   // a damaged one is better told before the tests than after
        Map<Task, List<String>> tests = wanted(TestLock.read(course, module), module, task);
        String hash = SourceHash.of(module, workspace);
        Compile.Result compiled = Compile.upTo(course, workspace, module);
        listener.compiled(compiled.compiled(), compiled.seconds());
        if (!compiled.ok()) {
            return new Verdict(Outcome.COMPILE_ERROR, module, List.of(), compiled.errors(), "", "", compiled.seconds(), 0);
        }
        long start = System.nanoTime();
        Tally tally = new Tally(tests, listener);
        LearnerJvm jvm = LearnerJvm.forTests(course, ClassPaths.tests(course, workspace, module));
        TestProcess.Result run = TestProcess.run(jvm, tally.tests(), seconds, tally::take);
        tally.close(run);
        List<TaskResult> results = tally.results(tests);
        String invalid = invalid(tally, results, run);
        Outcome outcome = invalid.isEmpty() ? outcome(results, run) : Outcome.INVALID;
        Verdict verdict = new Verdict(outcome, module, results, List.of(), invalid.isEmpty() ? detail(outcome, results) : invalid,
                run.output(), compiled.seconds(), (System.nanoTime() - start) / 1e9);
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

    /** Why the run proves nothing; empty if it does. */
    private static String invalid(Tally tally, List<TaskResult> results, TestProcess.Result run) {
        if (!tally.invalid().isEmpty()) {
            return tally.invalid();
        }
        List<TestResult> tests = results.stream().flatMap(task -> task.tests().stream()).toList();
        long missing = tests.stream().filter(test -> test.status() == TestResult.Status.MISSING).count();
        if (missing > 0) {
            return missing + " of " + tests.size() + " tests are missing from the course's own compiled tests: build the distribution again.";
        }
        boolean nothing = tests.stream().allMatch(test -> test.status() == TestResult.Status.NOT_RUN);
        if (nothing) {
            return "No test ran: the JVM for the tests ended with code " + run.exitCode() + ". " + run.output().strip();
        }
        return "";
    }

    private static Outcome outcome(List<TaskResult> results, TestProcess.Result run) {
        if (any(results, TestResult.Status.TIMEOUT)) {
            return Outcome.TIMEOUT;
        }
        if (any(results, TestResult.Status.EXITED) || !run.finished()) {
            return Outcome.EXITED;
        }
        return results.stream().allMatch(TaskResult::passed) ? Outcome.PASSED : Outcome.FAILED;
    }

    private static String detail(Outcome outcome, List<TaskResult> results) {
        return switch (outcome) {
            case TIMEOUT -> culprit(results, TestResult.Status.TIMEOUT) + " did not come to its end.";
            case EXITED -> any(results, TestResult.Status.EXITED)
                    ? culprit(results, TestResult.Status.EXITED) + " ended the program (System.exit, or a crash)."
                    : "The program ended itself between two tests (System.exit in another thread, or a crash).";
            default -> "";
        };
    }

    private static String culprit(List<TaskResult> results, TestResult.Status status) {
        return results.stream().flatMap(task -> task.tests().stream()).filter(test -> test.status() == status)
                .map(test -> test.testClass() + "." + test.method()).findFirst().orElse("a test");
    }

    private static boolean any(List<TaskResult> results, TestResult.Status status) {
        return results.stream().flatMap(task -> task.tests().stream()).anyMatch(test -> test.status() == status);
    }
}
