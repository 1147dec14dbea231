package tinytorch.tito;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.Course;
import tinytorch.course.Creation;
import tinytorch.course.Workspace;

/** Makes a learner's workspace. */
@Command(name = "init", mixinStandardHelpOptions = true,
        description = "Make your own workspace: the course's sources with the tasks left to you, in a git repository of its own.",
        footerHeading = "%nExamples:%n", footer = {"  tito init ~/my-tinytorch", "  tito init \"C:\\Users\\me\\my tinytorch\""})
final class InitCommand extends TitoCommand {

    @Parameters(paramLabel = "DIR", description = "A folder that does not exist yet, or is empty.")
    private Path folder;

    InitCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Course course = course();
        Creation creation = Workspace.create(course, session.here().resolve(folder).normalize());
        Path root = creation.workspace().root();
        int modules = course.builtModules().size();
        int tasks = course.tasks().size();
        Report report = new Report(ExitCode.OK).fact("workspace", root).fact("modules", modules).fact("tasks", tasks)
                .fact("notices", creation.notices());
        report.line("Your workspace is ready: " + modules + " modules, " + tasks + " tasks.");
        for (String notice : creation.notices()) {
            report.text(notice, "  ");
        }
        String typed = folder.toString();
        return report.line().line("  cd " + (typed.contains(" ") ? "\"" + typed + "\"" : typed)).line("  ./tito start 01").line()
                .line("The folder opens in any IDE as a Maven project.");
    }
}
