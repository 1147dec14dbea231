package tinytorch.course.judge;

import java.util.List;
import java.util.Map;

import tinytorch.course.Task;

/**
 * The tests of some tasks, run in one JVM.
 *
 * @param tasks   in the order asked for
 * @param invalid why the run proves nothing; empty if it does
 * @param process what the JVM did
 */
public record TaskRun(List<TaskResult> tasks, String invalid, TestProcess.Result process) {

    /** Runs the tests of these tasks in this order; {@code seconds} is the limit for one test. */
    public static TaskRun run(LearnerJvm jvm, Map<Task, List<String>> tests, double seconds, JudgeListener listener) {
        Tally tally = new Tally(tests, listener);
        TestProcess.Result process = TestProcess.run(jvm, tally.tests(), seconds, tally::take);
        tally.close(process);
        List<TaskResult> results = tally.results(tests);
        return new TaskRun(results, tally.invalid().isEmpty() ? invalid(results, process) : tally.invalid(), process);
    }

    /** All tests in order. */
    public List<TestResult> tests() {
        return tasks.stream().flatMap(task -> task.tests().stream()).toList();
    }

    boolean any(TestResult.Status status) {
        return tests().stream().anyMatch(test -> test.status() == status);
    }

    private static String invalid(List<TaskResult> results, TestProcess.Result process) {
        List<TestResult> tests = results.stream().flatMap(task -> task.tests().stream()).toList();
        long missing = tests.stream().filter(test -> test.status() == TestResult.Status.MISSING).count();
        if (missing > 0) {
            return missing + " of " + tests.size() + " tests are missing from the course's own compiled tests: build the distribution again.";
        }
        if (tests.stream().allMatch(test -> test.status() == TestResult.Status.NOT_RUN)) {
            return "No test ran: the JVM for the tests ended with code " + process.exitCode() + ". " + process.output().strip();
        }
        return "";
    }
}
