package tinytorch.course.judge;

import java.util.List;
import java.util.Optional;

/**
 * How one test ended.
 *
 * @param id         {@code class#method}
 * @param status     see there
 * @param seconds    what it took
 * @param message    what to show the learner; empty for a test that passed
 * @param waitingFor the task whose unwritten body stopped the test, this test's own or another
 * @param frames     the learner's and the test's lines, the innermost first; may be empty
 */
public record TestResult(String id, Status status, double seconds, String message, Optional<String> waitingFor, List<Frame> frames) {

    /** How a test ended. */
    public enum Status {
        PASSED,
        FAILED,
        /** The task of this test is not written yet. */
        UNWRITTEN,
        /** Another task, which this one uses, is not written yet: no mistake of this task. */
        WAITING,
        TIMEOUT,
        /** The learner's code ended the JVM during this test. */
        EXITED,
        /** An earlier test ended the JVM, so this one was not run. */
        NOT_RUN,
        /** The distribution's tests have no such test. */
        MISSING
    }

    /** The method's name, a sentence in camel case. */
    public String method() {
        return id.substring(id.indexOf('#') + 1);
    }

    /** The test class without its package. */
    public String testClass() {
        String type = id.substring(0, id.indexOf('#'));
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Whether it came to the body of a task that is not written yet. */
    public boolean unwritten() {
        return status == Status.UNWRITTEN || status == Status.WAITING;
    }

    public boolean passed() {
        return status == Status.PASSED;
    }
}
