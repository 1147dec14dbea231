package tinytorch.course.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import tinytorch.course.judge.TaskResult;
import tinytorch.course.judge.TaskRun;
import tinytorch.course.judge.TestResult;

/** Compares what ran with what should have come out. */
final class Expectation {

    private Expectation() {
    }

    /** Every test of these tasks passed. */
    static List<String> green(List<TaskResult> tasks, String state) {
        return each(tasks, state, TestResult.Status.PASSED, "should pass");
    }

    /** Every test of these tasks was stopped by the {@code TodoException} of its own task. */
    static List<String> red(List<TaskResult> tasks, String state) {
        return each(tasks, state, TestResult.Status.UNWRITTEN, "should fail with the TodoException of its own task");
    }

    /** The run executed what it was asked for. */
    static List<String> valid(TaskRun run, String state) {
        if (!run.invalid().isEmpty()) {
            return List.of(state + ": " + run.invalid());
        }
        return run.process().finished() ? List.of() : List.of(state + ": the run did not come to its end. " + run.process().output().strip());
    }

    private static List<String> each(List<TaskResult> tasks, String state, TestResult.Status wanted, String should) {
        List<String> problems = new ArrayList<>();
        for (TaskResult task : tasks) {
            for (TestResult test : task.tests()) {
                if (test.status() != wanted) {
                    problems.add(state + ": " + test.id() + " of " + task.task().id() + " " + should + ", but: " + seen(test));
                }
            }
        }
        return problems;
    }

    /** What a test did, in a line. */
    static String seen(TestResult test) {
        String message = test.message().lines().limit(3).map(String::strip).reduce("", (a, b) -> a.isEmpty() ? b : a + "; " + b);
        return test.status().name().toLowerCase(Locale.ROOT) + (message.isEmpty() ? "" : " (" + message + ")");
    }
}
