package tinytorch.course.grade;

import java.util.List;

/**
 * How a student's module fared.
 *
 * @param module  its number
 * @param outcome see there
 * @param detail  a sentence that explains the outcome; empty where the tasks do
 * @param tasks   in the course's order; all of them, whatever the outcome
 */
public record ModuleReport(String module, Outcome outcome, String detail, List<TaskReport> tasks) {

    /** What became of a module. */
    public enum Outcome {
        /** Its tests ran; the tasks say how. */
        JUDGED,
        /** The submission does not have it. */
        ABSENT,
        /** It, or one before it, does not compile. */
        COMPILE_ERROR,
        /** It, or one before it, has classes with powers that the course's own do not have. Nothing ran. */
        REFUSED,
        /** What ran in it, or in one before it, proves nothing: the code interfered. */
        INVALID,
        /** The grading of this student ended before this module was done: out of time, or crashed. */
        UNFINISHED
    }

    public ModuleReport {
        tasks = List.copyOf(tasks);
    }

    public double points() {
        return tasks.stream().mapToDouble(TaskReport::points).sum();
    }

    public int maximum() {
        return tasks.stream().mapToInt(TaskReport::maximum).sum();
    }
}
