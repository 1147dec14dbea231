package tinytorch.tito;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.Generator;
import tinytorch.course.SolutionText;
import tinytorch.course.Task;

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
        List<SolutionText> solution = new Generator(course()).solution(found);
        Report report = new Report(ExitCode.OK).fact("task", found.id()).fact("regions", solution);
        for (SolutionText region : solution) {
            report.line(style().bold(region.method()) + style().dim("  " + region.file()));
            region.text().lines().forEach(line -> report.line("    " + line));
            report.line();
        }
        return report;
    }
}
