package tinytorch.course.judge;

import java.util.List;

import tinytorch.course.CourseModule;

/**
 * The judgement of a module, or of one of its tasks.
 *
 * @param outcome        how it ended
 * @param module         the module judged
 * @param tasks          those asked for, in the course's order; empty after a compile error
 * @param compileErrors  empty unless the outcome is {@link Outcome#COMPILE_ERROR}
 * @param detail         one sentence that explains the outcome; empty where the tasks explain it
 * @param output         what the learner's code printed
 * @param compileSeconds what compiling took
 * @param testSeconds    what running the tests took, with the start of the JVM
 */
public record Verdict(Outcome outcome, CourseModule module, List<TaskResult> tasks, List<CompileError> compileErrors, String detail,
        String output, double compileSeconds, double testSeconds) {

    public boolean passed() {
        return outcome == Outcome.PASSED;
    }

    /** How many tests were to run. */
    public int tests() {
        return tasks.stream().mapToInt(task -> task.tests().size()).sum();
    }

    /** How many of them passed. */
    public int passedTests() {
        return tasks.stream().mapToInt(TaskResult::passedTests).sum();
    }
}
