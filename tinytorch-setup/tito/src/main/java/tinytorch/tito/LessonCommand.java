package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.Workspace;

/** A module's lesson, to be read in the terminal. */
@Command(name = "lesson", mixinStandardHelpOptions = true, description = "Read a module's lesson in the terminal.",
        footerHeading = "%nExamples:%n", footer = {"  tito lesson           of the module you are at", "  tito lesson 02 | less -R"})
final class LessonCommand extends TitoCommand {

    @Parameters(arity = "0..1", paramLabel = "NN", description = "The module, by number or name. Default: the one you are at.")
    private String module;

    LessonCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Optional<Workspace> workspace = workspace();
        CourseModule found = moduleOrCurrent(module, workspace);
        Path file = found.lesson(workspace.map(Workspace::root).orElse(session.home()));
        try {
            String markdown = Files.readString(file);
            Report report = new Report(ExitCode.OK).fact("module", found.number()).fact("file", file).fact("markdown", markdown);
            LessonText.of(markdown, style(), Style.WIDTH).forEach(report::line);
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException("The lesson " + file + " can't be read.", e);
        }
    }
}
