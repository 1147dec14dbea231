package tinytorch.course.judge;

import java.util.List;
import java.util.Optional;

/** What the runner in the learner's JVM reports, as it happens. A test is named {@code class#method}. */
public sealed interface TestEvent {

    record Started(String test) implements TestEvent {
    }

    record Passed(String test, double seconds) implements TestEvent {
    }

    /**
     * @param exception the class of the exception
     * @param message   ready to be shown; may have several lines
     * @param todo      the task whose unwritten body stopped the test
     * @param frames    the learner's and the tests' lines, the innermost first
     */
    record Failed(String test, double seconds, String exception, String message, Optional<String> todo, List<Frame> frames) implements TestEvent {
    }

    /** The test took too long, and why it was found to; the frames show where it was. Nothing runs after it. */
    record TimedOut(String test, double seconds, String message, List<Frame> frames) implements TestEvent {
    }

    /** The test was asked for but can't be run: the tests are not those of the lock file. */
    record Missing(String test, String reason) implements TestEvent {
    }

    /** A test that was found, when the tests of a folder are listed. */
    record Listed(String test, List<String> tags) implements TestEvent {
    }

    /** A variant begins, or is complete. */
    record VariantMark(String variant, boolean end) implements TestEvent {
    }

    /** The last event of a run that came to its end. */
    record Finished(int passed, int failed) implements TestEvent {
    }

    /** A line without the runner's seal: the code under test wrote into the event file. Nothing after it counts. */
    record Forged(String line) implements TestEvent {
    }
}
