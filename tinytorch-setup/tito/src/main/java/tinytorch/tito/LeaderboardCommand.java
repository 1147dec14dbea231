package tinytorch.tito;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.Libraries;

/** Starts the programs of the competition. They always run the finished library: a submission is data, and no learner's class comes near the server. */
@Command(name = "leaderboard", description = "The competition: serve a leaderboard, take part in one, look at it.",
        footerHeading = "%nCommands, each with its own --help:%n",
        footer = {"  dataset TASK       makes the hidden set of a task", "  serve              serves the board and evaluates what is handed in",
            "  enrol NAME         adds a learner and shows their token, once", "  submit FILE        checks a packed model here, and hands it in",
            "  status             your own submissions", "  show [TASK]        the rankings; of all tasks, who is first", "  close TASK         ends a task: the private part decides",
            "  export             all standings as CSV", "  local DIR          a competition here, with packed models in a folder",
            "  evaluate           a further evaluator for a server on PostgreSQL"})
final class LeaderboardCommand extends TitoCommand {
    private static final String MAIN = "tinytorch.board.program.Leaderboard";

    @Parameters(index = "0..*", arity = "0..*", paramLabel = "ARG", description = "A command and its options.")
    private List<String> arguments = new ArrayList<>();

    @Option(names = {"-h", "--help"}, description = "Show this help; after a command, that command's own.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    LeaderboardCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        if (arguments.isEmpty()) {
            Report usage = new Report(help ? ExitCode.OK : ExitCode.USAGE);
            spec.commandLine().getUsageMessage().lines().forEach(usage::line);
            return usage;
        }
        needFinishedLibrary("the leaderboard's program");
        List<String> handed = new ArrayList<>(arguments);
        if (help) {
            handed.add("--help");
        }
        return run(session, json, handed);
    }

    /** Runs a command of the leaderboard. */
    static Report run(Session session, boolean json, List<String> words) {
        if (!Files.isDirectory(Libraries.leaderboard(session.home()))) {
            throw new TitoException(ExitCode.USAGE, "the leaderboard is not built. In " + session.home() + ": ./mvnw process-classes -pl tinytorch-compete/board -am");
        }
        List<String> handed = new ArrayList<>(words);
        if (json) {
            handed.add("--json");
        }
        // What is too much for the server is an error to see early, not memory to take from the evaluator that it starts.
        Program program = new Program(session, json, "-Dtinytorch.tito=" + session.name(), "-Xmx1g", "-Xmn256m");
        int code = program.run(ClassPaths.leaderboard(session.course()), MAIN, handed);
        Report report = new Report(ExitCode.of(code));
        Map<String, Object> facts = Json.object(program.output());
        facts.forEach(report::fact);
        if (json && facts.isEmpty()) {
            report.fact("output", program.output());
        }
        return report;
    }
}
