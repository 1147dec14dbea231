package tinytorch.tito;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.Milestone;
import tinytorch.course.Task;
import tinytorch.course.Workspace;
import tinytorch.course.judge.TaskProgress;

/** The map of the course and how far the learner has come. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Show the map of the course and how far you are.",
        footerHeading = "%nExamples:%n", footer = {"  tito status       all modules and milestones", "  tito status 02    the tasks of a module"})
final class StatusCommand extends TitoCommand {
    private static final int BAR = 8;

    @Parameters(arity = "0..1", paramLabel = "NN", description = "A module by number or name: its tasks.")
    private String module;

    StatusCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Optional<Workspace> workspace = workspace();
        Standing standing = standing(workspace);
        Report report = new Report(ExitCode.OK).fact("workspace", workspace.map(found -> found.root().toString()).orElse(null));
        return module == null ? map(report, standing, workspace.isPresent()) : tasks(report, standing, builtModule(module));
    }

    private Report map(Report report, Standing standing, boolean inWorkspace) {
        report.fact("points", standing.points()).fact("possible", standing.possible())
                .fact("modules", standing.modules().stream().map(ModuleStanding::facts).toList())
                .fact("milestones", course().milestones().stream().map(standing::facts).toList());
        report.line(style().bold(course().title()) + (inWorkspace ? "   " + standing.points() + " of " + standing.possible() + " points" : ""));
        Map<String, List<ModuleStanding>> phases = standing.modules().stream()
                .collect(Collectors.groupingBy(one -> one.module().phase(), LinkedHashMap::new, Collectors.toList()));
        phases.forEach((phase, modules) -> phase(report, standing, inWorkspace, phase, modules));
        report.line();
        return inWorkspace ? report.line("Next: " + Next.step(session, standing).getFirst().command())
                : report.text("This is the distribution. Your own progress shows in a workspace: " + session.command("init ~/my-tinytorch"), "");
    }

    /** A phase of which nothing is built takes one line, so that the whole map fits on a small terminal. */
    private void phase(Report report, Standing standing, boolean inWorkspace, String phase, List<ModuleStanding> modules) {
        report.line(style().bold(phase));
        if (modules.stream().allMatch(one -> one.state() == ModuleStanding.State.PLANNED)) {
            report.line(style().dim("  · " + modules.getFirst().module().number() + "-" + modules.getLast().module().number() + " "
                    + modules.stream().map(one -> one.module().title()).collect(Collectors.joining(", ")) + "   planned"));
        } else {
            modules.forEach(one -> report.line(line(one)));
        }
        for (Milestone milestone : course().milestones()) {
            if (modules.stream().anyMatch(one -> one.module().number().equals(milestone.gate().getLast()))) {
                report.line(line(milestone, standing, inWorkspace));
            }
        }
    }

    private String line(ModuleStanding one) {
        CourseModule found = one.module();
        String name = "%s %-14s".formatted(found.number(), found.title());
        if (one.state() == ModuleStanding.State.PLANNED) {
            return style().dim("  · " + name + " planned");
        }
        String mark = switch (one.state()) {
            case DONE -> one.changed() ? style().yellow("!") : style().green("✓");
            case STARTED -> style().cyan("▸");
            default -> "○";
        };
        int tasks = found.tasks().size();
        int filled = BAR * one.done() / tasks;
        String bar = "█".repeat(filled) + "░".repeat(BAR - filled);
        StringBuilder line = new StringBuilder("  ").append(mark).append(' ').append(name)
                .append(" %s %2d/%d tasks %3d/%d points".formatted(bar, one.done(), tasks, one.points(), found.points()));
        line.append(one.hints() > 0 ? "  " + one.hints() + (one.hints() == 1 ? " hint" : " hints") : "");
        line.append(one.state() == ModuleStanding.State.DONE && one.done() < tasks ? "  stretch task left" : "");
        line.append(one.assisted() ? "  assisted" : "").append(one.changed() ? "  changed" : "");
        return line.toString();
    }

    private String line(Milestone milestone, Standing standing, boolean inWorkspace) {
        String state;
        if (!milestone.built()) {
            state = style().dim("planned");
        } else if (standing.achieved(milestone)) {
            state = style().green("achieved");
        } else if (!inWorkspace) {
            state = "opens with modules " + milestone.gate().getFirst() + "-" + milestone.gate().getLast();
        } else {
            List<String> missing = standing.missing(milestone).stream().map(one -> one.module().number()).toList();
            state = missing.isEmpty() ? style().green("open") : "waits for " + String.join(", ", missing);
        }
        return "  " + style().cyan("» milestone " + milestone.id()) + "  " + milestone.title() + "  " + state;
    }

    private Report tasks(Report report, Standing standing, CourseModule found) {
        report.fact("module", standing.of(found).facts()).line(style().bold("Module " + found.number() + "  " + found.title())).line();
        List<Map<String, Object>> facts = new ArrayList<>();
        for (Task task : found.tasks()) {
            TaskProgress known = standing.progress().task(task);
            report.line("  " + (known.green() ? style().green("✓") : known.attempts() > 0 ? style().cyan("▸") : "○")
                    + " %-28s %3d  %s".formatted(task.id(), task.points(), task.title()) + style().stretch(task) + (known.hints() > 0 ? "  hint " + known.hints() : ""));
            Map<String, Object> fact = new LinkedHashMap<>();
            fact.put("id", task.id());
            fact.put("title", task.title());
            fact.put("points", task.points());
            fact.put("stretch", task.stretch());
            fact.put("green", known.green());
            fact.put("attempts", known.attempts());
            fact.put("hints", known.hints());
            fact.put("assisted", known.assisted());
            facts.add(fact);
        }
        return report.fact("tasks", facts);
    }
}
