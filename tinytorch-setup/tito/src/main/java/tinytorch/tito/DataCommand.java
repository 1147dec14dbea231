package tinytorch.tito;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.judge.ClassPaths;

/** Shows, downloads, checks and takes in datasets. The work is done by a program of the finished library, in a JVM of its own: tito knows no module. */
@Command(name = "data", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "[COMMAND]",
        description = "Datasets: what is there, download, check, take in your own files. Without a command: the list.",
        footerHeading = "%nExamples:%n",
        footer = {"  tito data                                       what there is",
            "  tito data get cifar-10                          downloads it, or the rest",
            "  tito data verify                                reads every byte",
            "  tito data import cifar-10 ~/Downloads/cifar-10-binary.tar.gz", "",
            "Datasets are kept in $TINYTORCH_DATA, else in ~/.cache/tinytorch."})
class DataCommand extends TitoCommand {
    private static final String PROGRAM = "tinytorch.milestones.data.DataProgram";

    private DataCommand(Session session) {
        super(session);
    }

    static CommandLine line(Session session) {
        return new CommandLine(new DataCommand(session))
                .addSubcommand("list", new All(session))
                .addSubcommand("get", new Get(session))
                .addSubcommand("verify", new Verify(session))
                .addSubcommand("import", new Import(session));
    }

    @Override
    Report run() {
        return run(Stream.of("list"));
    }

    /** Runs the program with these words; what it printed as JSON becomes the report. */
    final Report run(Stream<String> words) {
        List<String> arguments = new ArrayList<>(words.toList());
        if (json) {
            arguments.add("--json");
        }
        Program program = new Program(session, json);
        int code = program.run(ClassPaths.milestone(course(), session.home(), course().builtModules().getLast()), PROGRAM, arguments);
        Report report = new Report(ExitCode.of(code));
        Map<String, Object> facts = Json.object(program.output());
        facts.forEach(report::fact);
        if (json && facts.isEmpty()) {
            report.fact("error", "the program ended with code " + code + " and printed no result").fact("output", program.output());
        }
        return report;
    }

    /** {@code tito data list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the datasets: name, state, size, what.")
    private static final class All extends DataCommand {
        All(Session session) {
            super(session);
        }
    }

    /** {@code tito data get NAME}. */
    @Command(name = "get", mixinStandardHelpOptions = true,
            description = "Download a dataset from its official source. A download that was cut is gone on with; what is there and right is kept.")
    private static final class Get extends DataCommand {
        @Parameters(index = "0", paramLabel = "NAME", description = "The dataset, such as cifar-10.")
        private String name;

        Get(Session session) {
            super(session);
        }

        @Override
        Report run() {
            return run(Stream.of("get", name));
        }
    }

    /** {@code tito data verify [NAME]}. */
    @Command(name = "verify", mixinStandardHelpOptions = true, description = "Check every byte of a dataset, or of all that are there, against its checksum.")
    private static final class Verify extends DataCommand {
        @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The dataset; all without it.")
        private String name;

        Verify(Session session) {
            super(session);
        }

        @Override
        Report run() {
            return run(Stream.of("verify", name).filter(word -> word != null));
        }
    }

    /** {@code tito data import NAME FILE...}. */
    @Command(name = "import", mixinStandardHelpOptions = true,
            description = "Take files that you downloaded elsewhere: the archive, single files, or a folder of them. They are recognised by their bytes and copied.")
    private static final class Import extends DataCommand {
        @Parameters(index = "0", paramLabel = "NAME", description = "The dataset, such as cifar-10.")
        private String name;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "An archive, a file or a folder.")
        private List<Path> files = new ArrayList<>();

        Import(Session session) {
            super(session);
        }

        @Override
        Report run() {
            return run(Stream.concat(Stream.of("import", name), files.stream().map(file -> session.here().resolve(file).toString())));
        }
    }
}
