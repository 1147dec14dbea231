package tinytorch.course.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tinytorch.course.CourseException;
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
    public static TaskRun run(LearnerJvm jvm, Map<Task, List<String>> tests, double seconds, JudgeListener listener, TestJvms jvms) {
        Tally tally = new Tally(tests, listener);
        TestProcess.Result process = TestProcess.run(jvm, tally.tests(), seconds, tally::take, jvms, listener::cancelled);
        tally.close(process);
        List<TaskResult> results = tally.results(tests);
        return new TaskRun(results, tally.invalid().isEmpty() ? invalid(results, process) : tally.invalid(), process);
    }

    /**
     * Runs the tests of many versions of the learner's code in one JVM, each on classes of its own. A version that hangs or
     * ends the JVM is reported as such; the ones after it get a new JVM.
     *
     * @param jvm      has the test tools on its class path and nothing of the learner's
     * @param failFast whether each version is run only up to the test class in which a test fails
     */
    public static Map<String, TaskRun> variants(LearnerJvm jvm, List<Variant> variants, double seconds, boolean failFast) {
        Map<String, TaskRun> runs = new LinkedHashMap<>();
        List<Variant> left = variants;
        while (!left.isEmpty()) {
            TestProcess.Result process = TestProcess.run(jvm, left, seconds, failFast);
            int before = runs.size();
            for (Variant variant : left) {
                Optional<TestProcess.Result> own = of(variant, process);
                if (own.isEmpty()) {
                    break;   // the JVM ended before it came to this one
                }
                Tally tally = new Tally(variant.tests(), JudgeListener.SILENT);
                own.get().events().forEach(tally::take);
                tally.close(own.get());
                List<TaskResult> results = tally.results(variant.tests());
                runs.put(variant.name(), new TaskRun(results, tally.invalid().isEmpty() ? invalid(results, own.get()) : tally.invalid(), own.get()));
            }
            if (runs.size() == before) {
                throw new CourseException("The JVM for the tests ended with code " + process.exitCode() + " before any ran. " + process.output().strip());
            }
            left = variants.subList(runs.size(), variants.size());
        }
        return runs;
    }

    /** The part of a run that belongs to a variant; empty if it did not begin. */
    private static Optional<TestProcess.Result> of(Variant variant, TestProcess.Result process) {
        int start = process.events().indexOf(new TestEvent.VariantMark(variant.name(), false));
        int end = process.events().indexOf(new TestEvent.VariantMark(variant.name(), true));
        if (start < 0) {
            return Optional.empty();
        }
        List<TestEvent> events = process.events().subList(start, end < 0 ? process.events().size() : end);
        return Optional.of(new TestProcess.Result(events, end >= 0, process.killed(), process.exitCode(), process.output()));
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
