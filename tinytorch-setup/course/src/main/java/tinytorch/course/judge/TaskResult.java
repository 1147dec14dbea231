package tinytorch.course.judge;

import java.util.List;
import java.util.Optional;

import tinytorch.course.Task;

/** How the tests of one task ended, all of them in the order of the lock file. */
public record TaskResult(Task task, List<TestResult> tests) {

    /** What the tests say about the task. */
    public enum Status {
        PASSED,
        FAILED,
        UNWRITTEN,
        WAITING,
        /** Not all of its tests ran. */
        INCOMPLETE
    }

    /** A failure tells most, then what is not written, then what could not run. */
    public Status status() {
        if (all(TestResult.Status.PASSED)) {
            return Status.PASSED;
        }
        if (any(TestResult.Status.FAILED) || any(TestResult.Status.TIMEOUT) || any(TestResult.Status.EXITED)) {
            return Status.FAILED;
        }
        if (any(TestResult.Status.UNWRITTEN)) {
            return Status.UNWRITTEN;
        }
        return any(TestResult.Status.WAITING) ? Status.WAITING : Status.INCOMPLETE;
    }

    public boolean passed() {
        return status() == Status.PASSED;
    }

    /** Whether this is a stretch task that the learner did not write: no failure of the module. */
    public boolean leftOut() {
        return task.stretch() && (status() == Status.UNWRITTEN || status() == Status.WAITING);
    }

    /** How many tests passed. */
    public int passedTests() {
        return (int) tests.stream().filter(TestResult::passed).count();
    }

    /** Whether all tests were run to an end, good or bad. */
    public boolean executed() {
        return !any(TestResult.Status.NOT_RUN) && !any(TestResult.Status.MISSING);
    }

    /** The first test that is not green: what to look at next. */
    public Optional<TestResult> firstProblem() {
        return tests.stream().filter(test -> !test.passed()).findFirst();
    }

    private boolean all(TestResult.Status status) {
        return !tests.isEmpty() && tests.stream().allMatch(test -> test.status() == status);
    }

    private boolean any(TestResult.Status status) {
        return tests.stream().anyMatch(test -> test.status() == status);
    }
}
