package tinytorch.course.judge;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import tinytorch.course.CourseModule;
import tinytorch.course.Task;

/**
 * How far a learner is. Derived from executed tests only: no command marks a task as passed.
 *
 * @param tasks      by task id; a task that is not there was never tried
 * @param milestones by milestone id
 * @param quiz       by module id and question number, such as {@code tensor.3}: how a question was answered the first time
 */
public record Progress(SortedMap<String, TaskProgress> tasks, SortedMap<String, MilestoneProgress> milestones, SortedMap<String, QuizAnswer> quiz) {
    /** Of a new workspace. */
    public static final Progress NONE = new Progress(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    public Progress {
        tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
        milestones = Collections.unmodifiableSortedMap(new TreeMap<>(milestones));
        quiz = Collections.unmodifiableSortedMap(new TreeMap<>(quiz));
    }

    /** What is known of a task. */
    public TaskProgress task(Task task) {
        return tasks.getOrDefault(task.id(), TaskProgress.NONE);
    }

    /** Whether every task of the module, stretch tasks aside, was green when its tests last ran. */
    public boolean green(CourseModule module) {
        return module.built() && module.required().stream().allMatch(task -> task(task).green());
    }

    /** Whether a task of the module was solved by {@code tito assist}. */
    public boolean assisted(CourseModule module) {
        return module.tasks().stream().anyMatch(task -> task(task).assisted());
    }

    /** After a judgement: every task whose tests all ran counts as tried; a run that proves nothing leaves all as it is. */
    Progress judged(Verdict verdict, String sourceHash) {
        Progress next = this;
        if (verdict.outcome() == Outcome.COMPILE_ERROR || verdict.outcome() == Outcome.INVALID) {
            return next;
        }
        Instant now = Instant.now();
        for (TaskResult result : verdict.tasks()) {
            // An untouched task was not tried, and tests that did not run say nothing, but a test that failed does.
            boolean tried = result.executed() && result.status() != TaskResult.Status.UNWRITTEN || result.status() == TaskResult.Status.FAILED;
            boolean lost = !result.passed() && next.task(result.task()).green() && result.status() != TaskResult.Status.INCOMPLETE;
            if (tried || lost) {
                next = next.with(result.task(), p -> p.ran(result.passed(), result.tests().size(), sourceHash, now));
            }
        }
        return next;
    }

    /** After a look at a hint. */
    public Progress hinted(Task task, int level) {
        return with(task, p -> p.hinted(level));
    }

    /** After {@code tito assist}, or after it was taken back. The tasks are green only once their tests have run. */
    public Progress assisted(CourseModule module, boolean value) {
        Progress next = this;
        for (Task task : module.tasks()) {
            next = next.with(task, p -> p.assisted(value));
        }
        return next;
    }

    /** After a milestone's run. What was once achieved stays achieved. */
    public Progress milestone(String id, boolean achieved, Map<String, Double> metrics) {
        MilestoneProgress known = milestones.get(id);
        if (known != null && known.achieved() && !achieved) {
            return this;
        }
        SortedMap<String, MilestoneProgress> next = new TreeMap<>(milestones);
        next.put(id, new MilestoneProgress(achieved, Instant.now(), metrics));
        return new Progress(tasks, next, quiz);
    }

    /** How a question of the module's lesson was answered the first time, if it was. */
    public Optional<QuizAnswer> quiz(CourseModule module, int question) {
        return Optional.ofNullable(quiz.get(module.id() + "." + question));
    }

    /** After an answer to a question. The first one stays. */
    public Progress answered(CourseModule module, int question, QuizAnswer answer) {
        SortedMap<String, QuizAnswer> next = new TreeMap<>(quiz);
        next.putIfAbsent(module.id() + "." + question, answer);
        return new Progress(tasks, milestones, next);
    }

    private Progress with(Task task, UnaryOperator<TaskProgress> change) {
        SortedMap<String, TaskProgress> next = new TreeMap<>(tasks);
        next.put(task.id(), change.apply(task(task)));
        return new Progress(next, milestones, quiz);
    }
}
