package tinytorch.tito;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.Workspace;
import tinytorch.course.judge.Progress;
import tinytorch.course.judge.ProgressFile;
import tinytorch.course.judge.SourceHash;

/** Puts the stubs of a task or a whole module back, or undoes that. */
@Command(name = "reset", mixinStandardHelpOptions = true,
        description = "Put a task's or a module's files back to how they were at the start. Yours go to a backup first.",
        footerHeading = "%nExamples:%n",
        footer = {"  tito reset tensor.matmul      this task only", "  tito reset 02                 the whole module",
            "  tito reset 02 --restore       undo that", "  tito reset --restore          undo the latest reset or assist"})
final class ResetCommand extends TitoCommand {

    @Parameters(arity = "0..1", paramLabel = "TASK|NN", description = "A task, or a module by number or name.")
    private String what;

    @Option(names = "--restore", description = "Put the backup back. A second restore undoes the first.")
    private boolean restore;

    ResetCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Workspace workspace = neededWorkspace();
        if (restore) {
            String name = what == null ? null : name();
            Report report = Changes.report(this, "Put back from the backup:", workspace.restore(course(), Optional.ofNullable(name)));
            noteAssistance(workspace);
            return report;
        }
        if (what == null) {
            throw new TitoException(ExitCode.USAGE, "say which task or module to reset, such as tensor.matmul or 02.");
        }
        String undo = session.command("reset " + name() + " --restore");
        Report report = what.contains(".")
                ? Changes.report(this, "Back to the start:", workspace.reset(course(), task(what)))
                : Changes.report(this, "Back to the start:", workspace.reset(course(), builtModule(what)));
        noteAssistance(workspace);
        return report.line("To undo: " + undo);
    }

    private String name() {
        return what.contains(".") ? task(what).id() : builtModule(what).number();
    }

    /** A module is assisted as long as its sources are the course's own. */
    private void noteAssistance(Workspace workspace) {
        ProgressFile.of(workspace.root()).update(progress -> {
            Progress next = progress;
            for (CourseModule module : course().builtModules()) {
                boolean finished = SourceHash.of(module, workspace.root()).equals(SourceHash.of(module, session.home()));
                if (next.assisted(module) != finished) {
                    next = next.assisted(module, finished);
                }
            }
            return next;
        });
    }
}
