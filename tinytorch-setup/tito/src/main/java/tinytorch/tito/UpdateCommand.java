package tinytorch.tito;

import java.util.List;
import picocli.CommandLine.Command;
import tinytorch.course.UpdateReport;
import tinytorch.course.Workspace;

/** Brings new course material into a workspace. */
@Command(name = "update", mixinStandardHelpOptions = true,
        description = "Bring new course material into your workspace. What you wrote stays as it is.",
        footerHeading = "%nExample:%n", footer = "  git -C ~/tinytorch pull, then in your workspace: tito update")
final class UpdateCommand extends TitoCommand {

    UpdateCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Workspace workspace = neededWorkspace();
        UpdateReport update = workspace.update(course());
        Report report = new Report(ExitCode.OK).fact("workspace", workspace.root()).fact("nothingNew", update.nothingNew());
        if (update.nothingNew()) {
            report.line("Your workspace is up to date.");
        }
        list(report, "added", "New", update.added());
        list(report, "replaced", "Brought up to date", update.replaced());
        list(report, "merged", "Brought up to date around what you wrote", update.merged());
        list(report, "conflicts", "Changed by you and by the course: yours stays, the new one is beside it as NAME.new", update.conflicts());
        list(report, "removed", "No longer part of the course, removed", update.removed());
        list(report, "kept", "No longer part of the course, kept because you changed them", update.kept());
        return report;
    }

    private static void list(Report report, String fact, String title, List<String> files) {
        report.fact(fact, files);
        if (!files.isEmpty()) {
            report.line(title + ":");
            files.forEach(file -> report.line("  " + file));
        }
    }
}
