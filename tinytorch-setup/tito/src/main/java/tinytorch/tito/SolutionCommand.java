package tinytorch.tito;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.Generator;
import tinytorch.course.SolutionText;
import tinytorch.course.Task;
import tinytorch.course.Workspace;
import tinytorch.course.judge.ProgressFile;
import tinytorch.course.judge.TaskProgress;

/** Shows how the course itself solves a task, once the learner has. */
@Command(name = "solution", mixinStandardHelpOptions = true,
        description = "Show the course's own solution of a task that you have solved.",
        footerHeading = "%nExample:%n", footer = "  tito solution tensor.matmul")
final class SolutionCommand extends TitoCommand {

    @Parameters(paramLabel = "TASK", description = "The task, such as tensor.matmul.")
    private String task;

    SolutionCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Task found = task(task);
        needFinishedLibrary("the course's own solution");
        workspace().ifPresent(here -> solvedFirst(here, found));
        List<SolutionText> solution = new Generator(course()).solution(found);
        Report report = new Report(ExitCode.OK).fact("task", found.id()).fact("regions", solution);
        for (SolutionText region : solution) {
            report.line(style().bold(region.method()) + style().dim("  " + region.file()));
            region.text().lines().forEach(line -> report.line("    " + line));
            report.line();
        }
        return report;
    }

    /** In a workspace the learner writes first. The distribution hides nothing: its sources are the solution. */
    private void solvedFirst(Workspace workspace, Task wanted) {
        TaskProgress known = ProgressFile.of(workspace.root()).read().task(wanted);
        if (known.passedAt().isEmpty() && !known.assisted()) {
            throw new TitoException(ExitCode.LOCKED, "the solution of " + wanted.id() + " opens once your own passes its tests. Stuck? "
                    + session.command("hint " + wanted.id()) + ", or go on with " + session.command("assist " + course().moduleOf(wanted.id()).number()));
        }
    }
}
