package tinytorch.tito;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tinytorch.course.Generator;
import tinytorch.course.Skeleton;

/** Writes the files of a workspace without making one: to look at, to compare, to publish. */
@Command(name = "generate", mixinStandardHelpOptions = true,
        description = "Write the files of a workspace into an empty folder, without the learner's git repository and state.",
        footerHeading = "%nExamples:%n", footer = {"  tito course generate /tmp/skeleton", "  tito course generate /tmp/after-02 --solved 02"})
final class GenerateCommand extends TitoCommand {

    @Parameters(paramLabel = "DIR", description = "A folder that does not exist yet, or is empty.")
    private Path folder;

    @Option(names = "--solved", paramLabel = "NN", description = "Leave the modules up to this one solved.")
    private String solved;

    GenerateCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Path target = session.here().resolve(folder).normalize();
        if (!free(target)) {
            throw new TitoException(ExitCode.USAGE, target + " is not an empty folder.");
        }
        Generator generator = new Generator(course());
        Skeleton skeleton = solved == null ? generator.unsolved() : generator.solvedUpTo(builtModule(solved));
        skeleton.writeTo(target);
        return new Report(ExitCode.OK).fact("folder", target).fact("files", skeleton.files().size())
                .line(skeleton.files().size() + " files in " + near(target));
    }
}
