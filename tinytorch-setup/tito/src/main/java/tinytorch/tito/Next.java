package tinytorch.tito;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tinytorch.course.Milestone;
import tinytorch.course.Task;
import tinytorch.course.Workspace;

/** Where the learner stands and what to do next: what {@code tito} says without a command. */
final class Next {

    /**
     * One thing to type.
     *
     * @param command the command line
     * @param why     what it does, in a few words
     */
    record Step(String command, String why) {
    }

    private Next() {
    }

    /** The steps that make sense now, the most important one first; never empty. */
    static List<Step> step(Session session, Standing standing) {
        List<Step> steps = new ArrayList<>();
        for (Milestone milestone : standing.course().milestones()) {
            if (milestone.built() && !standing.achieved(milestone) && standing.missing(milestone).isEmpty()) {
                steps.add(new Step(session.command("milestone " + milestone.id()), Character.toLowerCase(milestone.title().charAt(0)) + milestone.title().substring(1) + " with your own code"));
            }
        }
        standing.modules().stream().filter(ModuleStanding::unproven)
                .forEach(one -> steps.add(new Step(session.command("test " + one.module().number()), "changed since its tests passed")));
        Optional<ModuleStanding> next = standing.next();
        if (next.isPresent()) {
            String number = next.get().module().number();
            if (next.get().state() == ModuleStanding.State.OPEN) {
                steps.add(new Step(session.command("start " + number), "open module " + number + ", " + next.get().module().title()));
            } else {
                Task task = next.get().next().orElseThrow();
                steps.add(new Step(session.command("test " + number), "next is " + task.id() + ", " + task.title()));
                steps.add(new Step(session.command("hint " + task.id()), "when stuck"));
            }
        }
        if (steps.isEmpty()) {
            for (ModuleStanding one : standing.modules()) {
                one.stretch(standing.progress()).forEach(task -> steps.add(new Step(session.command("start " + one.module().number()),
                        "stretch task " + task.id())));
            }
            steps.add(new Step(session.command("status"), "you have done it all: the whole map"));
            return steps;
        }
        return steps;
    }

    static Report report(Session session, Optional<Workspace> workspace, Standing standing) {
        Report report = new Report(ExitCode.OK).fact("workspace", workspace.map(found -> found.root().toString()).orElse(null));
        if (workspace.isEmpty()) {
            return outside(session, report);
        }
        Path root = workspace.get().root();
        List<Step> steps = step(session, standing);
        report.fact("points", standing.points()).fact("possible", standing.possible()).fact("next", steps);
        report.line(session.style().bold(standing.course().title()) + "   " + standing.points() + " of " + standing.possible() + " points   "
                + session.style().dim(root.getFileName().toString())).line();
        steps.forEach(step -> report.line("  %-34s %s".formatted(step.command(), step.why())));
        if (workspace.get().outdated(standing.course())) {
            report.line("  %-34s %s".formatted(session.command("update"), "there is new course material"));
        }
        boolean listed = steps.getLast().command().equals(session.command("status"));
        return listed ? report : report.line("  %-34s %s".formatted(session.command("status"), "the whole map"));
    }

    private static Report outside(Session session, Report report) {
        List<Step> steps = new ArrayList<>();
        if (!session.released()) {
            steps.add(new Step(session.command("milestone inference"), "see what you will build, running"));
        }
        steps.add(new Step(session.command("init ~/my-tinytorch"), "your own workspace, with the tasks"));
        steps.add(new Step(session.command("--help"), "all commands"));
        report.fact("next", steps).line(session.style().bold(session.course().title())).line()
                .line(session.inDistribution() ? "This is the distribution" + (session.released() ? "" : ", with the finished library") + ". To begin:"
                        : "There is no workspace in this folder. To begin:").line();
        steps.forEach(step -> report.line("  %-34s %s".formatted(step.command(), step.why())));
        return report;
    }
}
