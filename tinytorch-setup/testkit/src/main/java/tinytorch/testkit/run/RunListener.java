package tinytorch.testkit.run;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Turns what JUnit reports into events. */
final class RunListener implements TestExecutionListener {
    private final EventWriter events;
    private final Watchdog watchdog;
    private final Set<String> concluded = new HashSet<>();
    private Optional<String> running = Optional.empty();
    private Optional<Throwable> broken = Optional.empty();
    private int passed;
    private int failed;

    RunListener(EventWriter events, Watchdog watchdog) {
        this.events = events;
        this.watchdog = watchdog;
    }

    static Optional<String> id(TestIdentifier identifier) {
        return identifier.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast)
                .map(source -> source.getClassName() + "#" + source.getMethodName());
    }

    @Override
    public void executionStarted(TestIdentifier identifier) {
        if (identifier.isTest()) {
            id(identifier).ifPresent(this::start);
        }
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (identifier.isTest()) {
            id(identifier).ifPresent(test -> conclude(test, result.getThrowable()));
        } else if (result.getThrowable().isPresent()) {
            broken = result.getThrowable();   // the test class could not be set up: its tests were not even started
        }
    }

    void start(String test) {
        running = Optional.of(test);
        events.started(test);
        watchdog.begin(test);
    }

    void conclude(String test, Optional<Throwable> thrown) {
        double seconds = watchdog.end();
        running = Optional.empty();
        concluded.add(test);
        if (thrown.isEmpty()) {
            passed++;
            events.passed(test, seconds);
        } else {
            failed++;
            events.failed(test, seconds, thrown.get());
        }
    }

    /** A group of tests came to its end, perhaps by an exception that JUnit did not keep (no memory left). */
    void groupEnded(Iterable<String> tests, Optional<Throwable> thrown) {
        running.ifPresent(test -> conclude(test, Optional.of(thrown.orElseGet(() -> new IllegalStateException("the test did not end")))));
        Optional<Throwable> reason = thrown.or(() -> broken);
        for (String test : tests) {
            if (concluded.contains(test)) {
                continue;
            }
            if (reason.isPresent()) {
                start(test);
                conclude(test, reason);
            } else {
                events.missing(test, "it is disabled, or it is not a plain test method");
            }
        }
        broken = Optional.empty();
    }

    /** How many tests did not pass so far. */
    int failed() {
        return failed;
    }

    /** The same tests may come again. */
    void nextVariant() {
        concluded.clear();
    }

    void finished() {
        events.finished(passed, failed);
    }
}
