package tinytorch.tito;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Milestone;
import tinytorch.course.judge.MilestoneProgress;
import tinytorch.course.judge.Progress;

/**
 * How far a learner is with the course.
 *
 * @param course    the course
 * @param modules   in the course's order
 * @param progress  what the standing is derived from
 * @param workspace the learner's folder
 */
record Standing(Course course, List<ModuleStanding> modules, Progress progress, Path workspace) {

    static Standing of(Course course, Path workspace, Progress progress) {
        return new Standing(course, course.modules().stream().map(module -> ModuleStanding.of(module, progress, workspace)).toList(),
                progress, workspace);
    }

    /** Of somebody who looks at the course in the distribution, without a workspace. */
    static Standing none(Course course) {
        return of(course, course.home(), Progress.NONE);
    }

    ModuleStanding of(CourseModule module) {
        return modules.get(course.modules().indexOf(module));
    }

    /** The first module that is not done. */
    Optional<ModuleStanding> next() {
        return modules.stream().filter(module -> module.module().built() && module.state() != ModuleStanding.State.DONE).findFirst();
    }

    /** The module that the learner is at: the first that is not done, or the last when all are. */
    CourseModule at() {
        return next().map(ModuleStanding::module).orElseGet(() -> course.builtModules().getLast());
    }

    int points() {
        return modules.stream().mapToInt(ModuleStanding::points).sum();
    }

    int possible() {
        return modules.stream().mapToInt(module -> module.module().points()).sum();
    }

    /** The modules of the gate that are not done, or changed since their tests passed. */
    List<ModuleStanding> missing(Milestone milestone) {
        return course.gate(milestone).stream().map(this::of)
                .filter(module -> !module.holds()).toList();
    }

    /** The last module up to which all that come after this one (or all, without one) are done and unchanged; this one itself if there is none. */
    Optional<CourseModule> lastOwn(Optional<CourseModule> from) {
        Optional<CourseModule> last = from;
        for (ModuleStanding own : modules.subList(from.map(course.modules()::indexOf).orElse(-1) + 1, modules.size())) {
            if (!own.holds()) {
                break;
            }
            last = Optional.of(own.module());
        }
        return last;
    }

    /** Whether every task of every module there is holds, and every milestone there is was achieved: nothing is left to do. */
    boolean complete() {
        return modules.stream().filter(one -> one.module().built()).allMatch(one -> one.holds() && one.done() == one.module().tasks().size())
                && course.milestones().stream().filter(Milestone::built).allMatch(this::achieved);
    }

    boolean achieved(Milestone milestone) {
        return Optional.ofNullable(progress.milestones().get(milestone.id())).map(MilestoneProgress::achieved).orElse(false);
    }

    /** What the milestone's recorded run measured; empty if none was run. */
    Map<String, Double> metrics(Milestone milestone) {
        return Optional.ofNullable(progress.milestones().get(milestone.id())).map(MilestoneProgress::metrics).orElse(Map.of());
    }

    /** The same in words, the most telling first. */
    List<String> measured(Milestone milestone) {
        Map<String, Double> metrics = metrics(milestone);
        return milestone.measures().stream().filter(measure -> metrics.containsKey(measure.metric()))
                .map(measure -> measure.of(metrics.get(measure.metric()))).toList();
    }

    /** A milestone's state for programs. */
    Map<String, Object> facts(Milestone milestone) {
        return Map.of("id", milestone.id(), "title", milestone.title(), "built", milestone.built(), "gate", milestone.gate(),
                "missing", missing(milestone).stream().map(module -> module.module().number()).toList(), "achieved", achieved(milestone),
                "metrics", metrics(milestone));
    }
}
