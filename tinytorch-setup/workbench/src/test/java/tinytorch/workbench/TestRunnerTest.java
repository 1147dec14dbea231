package tinytorch.workbench;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.workbench.TestRunner.Outcome;
import tinytorch.workbench.TestRunner.Result;

@Tag("setup.testrunner")
class TestRunnerTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void testThatEndsHasPassed() {
        Check.call("TestRunner.run", "a test that does nothing")
                .equal(() -> new TestRunner().test("ends", () -> { }).run(), List.of(new Result("ends", Outcome.PASSED, "")));
    }

    @Test
    void assertionErrorIsAFailureWithItsMessage() {
        Check.call("TestRunner.run", "a test that throws AssertionError(\"2 + 2 is 5\")")
                .equal(() -> new TestRunner().test("sum", () -> {
                    throw new AssertionError("2 + 2 is 5");
                }).run(), List.of(new Result("sum", Outcome.FAILED, "2 + 2 is 5")));
    }

    @Test
    void anyOtherExceptionIsAnErrorThatNamesItsClass() {
        Check.call("TestRunner.run", "a test that throws IllegalStateException(\"broken\")")
                .equal(() -> new TestRunner().test("state", () -> {
                    throw new IllegalStateException("broken");
                }).run(), List.of(new Result("state", Outcome.ERROR, "java.lang.IllegalStateException: broken")));
    }

    @Test
    void errorsOfTheJvmEndOneTestOnly() {
        Check.call("TestRunner.run", "a test that throws StackOverflowError")
                .because("an Error is no Exception, and still ends this test alone")
                .equal(() -> new TestRunner().test("deep", () -> {
                    throw new StackOverflowError();
                }).run(), List.of(new Result("deep", Outcome.ERROR, "java.lang.StackOverflowError")));
    }

    @Test
    void allTestsRunInOrderWhateverTheFirstDoes() {
        TestRunner runner = new TestRunner()
                .test("one", () -> fail("first"))
                .test("two", () -> log.add("two"))
                .test("three", () -> log.add("three"));
        Check.call("TestRunner.run", "3 tests, the first fails").equal(runner::run, List.of(
                new Result("one", Outcome.FAILED, "first"), new Result("two", Outcome.PASSED, ""), new Result("three", Outcome.PASSED, "")));
        Check.call("TestRunner.run").equal(() -> log, List.of("two", "three"));
    }

    @Test
    void everyTestRunsBetweenBeforeAndAfter() {
        TestRunner runner = new TestRunner().beforeEach(() -> log.add("before")).afterEach(() -> log.add("after"))
                .test("one", () -> log.add("one")).test("two", () -> log.add("two"));
        Check.call("TestRunner.run", "2 tests").run(runner::run);
        Check.call("TestRunner.run", "2 tests").because("each test has a fresh start")
                .equal(() -> log, List.of("before", "one", "after", "before", "two", "after"));
    }

    @Test
    void afterRunsAlsoWhenTheTestFailed() {
        TestRunner runner = new TestRunner().afterEach(() -> log.add("after")).test("one", () -> fail("no"));
        Check.call("TestRunner.run", "a failing test").run(runner::run);
        Check.call("TestRunner.run", "a failing test").because("a file that was opened has to be closed")
                .equal(() -> log, List.of("after"));
    }

    @Test
    void bodyDoesNotRunWhenBeforeThrows() {
        TestRunner runner = new TestRunner().beforeEach(() -> {
            throw new IllegalStateException("no data");
        }).afterEach(() -> log.add("after")).test("one", () -> log.add("body"));
        Check.call("TestRunner.run", "before-code that throws")
                .equal(runner::run, List.of(new Result("one", Outcome.ERROR, "java.lang.IllegalStateException: no data")));
        Check.call("TestRunner.run", "before-code that throws").equal(() -> log, List.of("after"));
    }

    @Test
    void problemOfTheAfterCodeCountsOnlyWhenItIsTheFirst() {
        TestRunner runner = new TestRunner().afterEach(() -> fail("not closed"))
                .test("good", () -> { }).test("bad", () -> fail("wrong sum"));
        Check.call("TestRunner.run", "after-code that throws").because("the first problem is the one that explains the rest")
                .equal(runner::run, List.of(new Result("good", Outcome.FAILED, "not closed"), new Result("bad", Outcome.FAILED, "wrong sum")));
    }

    @Test
    void secondTestOfTheSameNameIsRefused() {
        TestRunner runner = new TestRunner().test("a", () -> { });
        Check.call("TestRunner.run", "1 test").equal(() -> TestRunner.count(runner.run(), Outcome.PASSED), 1L);
        Check.call("TestRunner.test", "a").refuses(IllegalArgumentException.class, () -> runner.test("a", () -> { }), "\"a\"");
    }

    private static void fail(String message) {
        throw new AssertionError(message);
    }
}
