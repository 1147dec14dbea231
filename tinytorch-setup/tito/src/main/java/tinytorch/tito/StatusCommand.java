package tinytorch.tito;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tinytorch.course.Workspace;
import tinytorch.course.judge.TaskProgress;
import tinytorch.course.quiz.Questions;

/** The map of the course and how far the learner has come. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Show the map of the course and how far you are.",
        footerHeading = "%nExamples:%n", footer = {"  tito status       all modules and milestones", "  tito status 02    the tasks of a module"})
final class StatusCommand extends TitoCommand {
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
        new CourseMap(style(), standing, inWorkspace).lines().forEach(report::line);
        return inWorkspace ? report.line("Next: " + Next.step(session, standing).getFirst().command())
                : report.text("This is the distribution. Your own progress shows in a workspace: " + session.command("init ~/my-tinytorch"), "");
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
        QuizStanding quiz = QuizStanding.of(found, Questions.of(found, session.home()), standing.progress());
        if (quiz.of() > 0) {
            report.line().line("  " + quiz.words() + style().dim("   " + session.command("quiz " + found.number())));
        }
        return report.fact("tasks", facts).fact("quiz", Map.of("answered", quiz.answered(), "right", quiz.right(), "of", quiz.of()));
    }
}
