package tinytorch.workbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A test framework in thirty lines: the part of JUnit that matters. A test is a piece of code that passes when it ends
 * and fails when it throws; the framework runs all of them, each on a fresh start, and tells which did what.
 *
 * <pre>{@code
 * List<Result> results = new TestRunner()
 *         .beforeEach(() -> list.clear())
 *         .test("a new list is empty", () -> { if (!list.isEmpty()) throw new AssertionError("size " + list.size()); })
 *         .run();
 * }</pre>
 */
public final class TestRunner {

    /** Code that may throw anything. */
    @FunctionalInterface
    public interface Code {
        /** Runs it. */
        void run() throws Throwable;
    }

    /**
     * How a test ended: as hoped, with an expectation that did not hold ({@link AssertionError}), or with any other
     * exception.
     */
    public enum Outcome { PASSED, FAILED, ERROR }

    /** What became of one test; the message is empty when it passed. */
    public record Result(String name, Outcome outcome, String message) {
    }

    private final Map<String, Code> tests = new LinkedHashMap<>();
    private Code before = () -> { };
    private Code after = () -> { };

    /** Code to run before every test: builds what the tests share, fresh for each. */
    public TestRunner beforeEach(Code code) {
        before = code;
        return this;
    }

    /** Code to run after every test, passed or not: closes files, puts settings back. */
    public TestRunner afterEach(Code code) {
        after = code;
        return this;
    }

    /** Adds a test. Its name is a sentence that says what holds; a second test of the same name is refused. */
    public TestRunner test(String name, Code body) {
        if (tests.putIfAbsent(name, body) != null) {
            throw new IllegalArgumentException("TestRunner.test: there is a test named \"" + name
                    + "\" already. Name this one by what it checks in addition.");
        }
        return this;
    }

    /**
     * Runs all tests in the order in which they were added and gives one result for each.
     *
     * <p>For each test: the before-code, the body, the after-code. If the before-code throws, the body does not run. The
     * after-code always runs. Whatever is thrown ends this one test and never the whole run: an {@link AssertionError}
     * makes it {@code FAILED} with the exception's message, anything else {@code ERROR} with the exception's
     * {@code toString}, which names its class. If the after-code throws too, the first problem is the one reported; if
     * only the after-code throws, its exception decides.
     */
    public List<Result> run() {
        // tito:begin setup.testrunner
        List<Result> results = new ArrayList<>();
        for (Map.Entry<String, Code> test : tests.entrySet()) {
            Throwable problem = null;
            try {
                before.run();
                test.getValue().run();
            } catch (Throwable thrown) {
                problem = thrown;
            }
            try {
                after.run();
            } catch (Throwable thrown) {
                problem = problem == null ? thrown : problem;
            }
            results.add(switch (problem) {
                case null -> new Result(test.getKey(), Outcome.PASSED, "");
                case AssertionError failure -> new Result(test.getKey(), Outcome.FAILED, String.valueOf(failure.getMessage()));
                default -> new Result(test.getKey(), Outcome.ERROR, problem.toString());
            });
        }
        return results;
        // tito:end
    }

    /** How many of the results ended this way. */
    public static long count(List<Result> results, Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }
}
