package tinytorch.tito;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tinytorch.course.judge.Progress;
import tinytorch.course.judge.SourceHash;
import tinytorch.course.judge.TaskProgress;

/**
 * How far a learner is with one module.
 *
 * @param module   the module
 * @param state    in one word
 * @param done     tasks whose tests passed when they last ran
 * @param points   what these tasks are worth; a task is worth nothing once the finished module was put in place of it
 * @param hints    hints looked at, over all tasks
 * @param assisted whether the finished module was put in place
 * @param changed  whether it was done, but the sources changed since; while a module is written they always do
 * @param next     the task to write next; a stretch task never is, it is not needed for the module to be done
 */
record ModuleStanding(CourseModule module, State state, int done, int points, int hints, boolean assisted, boolean changed,
        Optional<Task> next) {

    /** A learner's way through a module. */
    enum State {
        PLANNED, OPEN, STARTED, DONE
    }

    static ModuleStanding of(CourseModule module, Progress progress, Path workspace) {
        int done = 0;
        int points = 0;
        int hints = 0;
        boolean touched = false;
        boolean stale = false;
        Optional<Task> next = Optional.empty();
        String source = null;
        for (Task task : module.tasks()) {
            TaskProgress known = progress.task(task);
            hints += known.hints();
            touched |= !known.equals(TaskProgress.NONE);
            if (known.green()) {
                done++;
                points += known.assisted() ? 0 : task.points();
                source = source == null ? SourceHash.of(module, workspace) : source;
                stale |= !known.source().equals(Optional.of(source));
            } else if (next.isEmpty() && !task.stretch()) {
                next = Optional.of(task);
            }
        }
        State state = !module.built() ? State.PLANNED : next.isEmpty() ? State.DONE : touched ? State.STARTED : State.OPEN;
        return new ModuleStanding(module, state, done, points, hints, progress.assisted(module),
                stale && state == State.DONE, next);
    }

    /** Whether it is done, and its sources are still those that passed. */
    boolean holds() {
        return state == State.DONE && !changed;
    }

    /** Whether its tests should run (again) before anything is built on them. */
    boolean unproven() {
        return changed || assisted && state != State.DONE;
    }

    /** The stretch tasks that are not green. */
    List<Task> stretch(Progress progress) {
        return module.tasks().stream().filter(task -> task.stretch() && !progress.task(task).green()).toList();
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("number", module.number());
        facts.put("id", module.id());
        facts.put("title", module.title());
        facts.put("phase", module.phase());
        facts.put("built", module.built());
        facts.put("state", state.name().toLowerCase(java.util.Locale.ROOT));
        facts.put("tasks", module.tasks().size());
        facts.put("stretch", module.tasks().size() - module.required().size());
        facts.put("done", done);
        facts.put("points", points);
        facts.put("possible", module.points());
        facts.put("hints", hints);
        facts.put("assisted", assisted);
        facts.put("changed", changed);
        return facts;
    }
}
