package tinytorch.tito;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tinytorch.course.judge.TaskResult;
import tinytorch.course.judge.Verdict;

/**
 * What {@code tito watch} shows.
 *
 * @param module  the module it judges
 * @param verdict the last judgement of it
 * @param focus   the task that the keys are about
 * @param panel   shown instead of the judgement: a hint, the lesson, ...; empty for none
 * @param stage   what is being done; empty while it waits for the next save
 * @param notice  said in the status line until something happens
 * @param all     whether every failure is shown in full
 * @param scroll  how many lines are above the screen
 */
record WatchState(CourseModule module, Optional<WatchEvent.Judged> verdict, Optional<Task> focus, List<String> panel, String stage, String notice,
        boolean all, int scroll) {

    /** Of a module that was not judged yet. */
    static WatchState of(CourseModule module) {
        return new WatchState(module, Optional.empty(), Optional.empty(), List.of(), "", "", false, 0);
    }

    /** After a judgement. A task with failures is what is worked on; among several, and where there is none, the one in focus stays. */
    WatchState judged(WatchEvent.Judged judged) {
        List<Task> failed = failed(judged.verdict());
        List<Task> open = open(judged.verdict());
        Optional<Task> next = focus.filter(failed.isEmpty() ? open::contains : failed::contains).or(() -> open.stream().findFirst());
        // Where nothing compiles nothing is known of the tasks: the focus stays.
        return new WatchState(module, Optional.of(judged), judged.verdict().tasks().isEmpty() ? focus : next, List.of(), "", "", all, 0);
    }

    /** The tasks to be done, those with failures first; a stretch task that is not begun is none of them. */
    private static List<Task> open(Verdict verdict) {
        List<Task> open = new ArrayList<>(failed(verdict));
        verdict.tasks().stream().filter(result -> !result.passed() && !result.leftOut() && !open.contains(result.task())).forEach(result -> open.add(result.task()));
        return open;
    }

    private static List<Task> failed(Verdict verdict) {
        return verdict.tasks().stream().filter(result -> result.status() == TaskResult.Status.FAILED).map(TaskResult::task).toList();
    }

    /** Whether the module's tests passed when they last ran. */
    boolean green() {
        return verdict.map(judged -> judged.verdict().passed()).orElse(false);
    }

    /** With the next of the open tasks in focus. */
    WatchState nextTask() {
        List<Task> open = verdict.map(judged -> open(judged.verdict())).orElse(List.of());
        Optional<Task> next = open.isEmpty() ? Optional.empty() : Optional.of(open.get((focus.map(open::indexOf).orElse(-1) + 1) % open.size()));
        return new WatchState(module, verdict, next, List.of(), stage, "", all, 0);
    }

    /** The task whose solution can be looked at: the last one before the focus that passed. */
    Optional<Task> solved() {
        List<TaskResult> results = verdict.map(judged -> judged.verdict().tasks()).orElse(List.of());
        int end = focus.map(task -> results.stream().map(TaskResult::task).toList().indexOf(task)).filter(index -> index >= 0).orElse(results.size());
        return results.subList(0, end).reversed().stream().filter(TaskResult::passed).findFirst()
                .or(() -> results.stream().filter(TaskResult::passed).findFirst()).map(TaskResult::task);
    }

    WatchState stage(String text) {
        return new WatchState(module, verdict, focus, panel, text, "", all, scroll);
    }

    WatchState notice(String text) {
        return new WatchState(module, verdict, focus, panel, "", text, all, scroll);
    }

    WatchState panel(List<String> lines) {
        return new WatchState(module, verdict, focus, lines, stage, "", all, 0);
    }

    WatchState scroll(int to) {
        return new WatchState(module, verdict, focus, panel, stage, notice, all, Math.max(0, to));
    }

    /** With every failure in full, or with the first one alone again. */
    WatchState toggleAll() {
        return new WatchState(module, verdict, focus, List.of(), stage, "", !all, 0);
    }
}
