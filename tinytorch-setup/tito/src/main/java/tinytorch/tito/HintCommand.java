package tinytorch.tito;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.Task;
import tinytorch.course.Workspace;
import tinytorch.course.judge.ProgressFile;

/** Shows a task's hints, one after the other. */
@Command(name = "hint", mixinStandardHelpOptions = true, description = "Show a hint for a task: 1 a nudge, 2 the method, 3 almost the code.",
        footerHeading = "%nExamples:%n",
        footer = {"  tito hint tensor.matmul      the next hint you have not seen", "  tito hint tensor.matmul 2    the second hint"})
final class HintCommand extends TitoCommand {

    @Parameters(index = "0", paramLabel = "TASK", description = "The task, such as tensor.matmul.")
    private String task;

    @Parameters(index = "1", arity = "0..1", paramLabel = "N", description = "Which hint, 1 to 3. Default: the next one.")
    private Integer number;

    HintCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Task found = task(task);
        Optional<Workspace> workspace = workspace();
        int seen = workspace.map(here -> ProgressFile.of(here.root()).read().task(found).hints()).orElse(0);
        int shown = number == null ? Math.min(seen + 1, Task.HINTS) : number;
        if (shown < 1 || shown > Task.HINTS) {
            throw new TitoException(ExitCode.USAGE, "A task has hints 1 to " + Task.HINTS + ", not " + shown + ".");
        }
        workspace.ifPresent(here -> ProgressFile.of(here.root()).update(progress -> progress.hinted(found, shown)));
        String hint = found.hints().get(shown - 1);
        Report report = new Report(ExitCode.OK).fact("task", found.id()).fact("number", shown).fact("of", Task.HINTS).fact("hint", hint);
        report.line(style().bold(found.id()) + "  hint " + shown + " of " + Task.HINTS).line().text(hint, "  ");
        if (shown < Task.HINTS) {
            report.line().line("Still stuck? " + session.command("hint " + found.id() + " " + (shown + 1)));
        }
        return report;
    }
}
