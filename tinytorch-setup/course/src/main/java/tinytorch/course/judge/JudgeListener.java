package tinytorch.course.judge;

import java.util.List;

import tinytorch.course.CourseModule;
import tinytorch.course.Task;

/** Hears of a judgement while it is made. Every method may be left out. */
public interface JudgeListener {
    /** One that does nothing. */
    JudgeListener SILENT = new JudgeListener() { };

    /** These modules had to be compiled; empty if all classes were up to date. */
    default void compiled(List<CourseModule> modules, double seconds) {
    }

    /** A test begins. */
    default void started(Task task, String test) {
    }

    /** Whether the judgement is not wanted any more: asked while tests run, and before they do. */
    default boolean cancelled() {
        return false;
    }

    /** A test ended. */
    default void ended(Task task, TestResult result) {
    }
}
