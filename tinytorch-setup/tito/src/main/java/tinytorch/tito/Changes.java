package tinytorch.tito;

import java.nio.file.Path;
import java.util.Optional;
import tinytorch.course.ChangeReport;

/** How reset, assist and restore tell what they changed. */
final class Changes {
    private Changes() {
    }

    static Report report(TitoCommand command, String done, ChangeReport change) {
        Optional<Path> backup = change.backup();
        Report report = new Report(ExitCode.OK).fact("files", change.files()).fact("backup", backup.map(Path::toString).orElse(null));
        if (change.files().isEmpty()) {
            return report.line("Nothing to change: the files are already like that.");
        }
        report.line(done);
        change.files().forEach(file -> report.line("  " + file));
        backup.ifPresent(folder -> report.line().line("The files as they were are in " + command.near(folder)));
        return report;
    }
}
