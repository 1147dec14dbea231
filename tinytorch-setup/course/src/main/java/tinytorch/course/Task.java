package tinytorch.course;

import java.util.List;

/**
 * One thing the learner writes: the marked regions of one or more methods.
 *
 * @param id      module id, a dot and a name, such as {@code tensor.matmul}
 * @param title   a few words, such as {@code Matrix product}
 * @param points  what it is worth, at least 1
 * @param stretch whether the module is done without it: a task for those who want more, judged like any other
 * @param needs   tasks of the same module that its solution or its tests call; a stretch task only where this is one too
 * @param hints   three hints: a nudge, the method, almost the code
 */
public record Task(String id, String title, int points, boolean stretch, List<String> needs, List<String> hints) {
    /** How many hints each task has. */
    public static final int HINTS = 3;

    public Task {
        needs = List.copyOf(needs);
        hints = List.copyOf(hints);
    }

    /** The id of the module it belongs to: {@code tensor} for {@code tensor.matmul}. */
    public String moduleId() {
        return id.substring(0, id.indexOf('.'));
    }
}
