package tinytorch.tito;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tinytorch.course.Course;
import tinytorch.course.Workspace;
import tinytorch.course.judge.ClassPaths;
import tinytorch.course.judge.Libraries;
import tinytorch.course.judge.ProgressFile;

/** Starts the programs of the competition. They always run the finished library: a submission is data, and no learner's class comes near the server. */
@Command(name = "leaderboard", description = "The competition: serve a leaderboard, take part in one, look at it.",
        footerHeading = "%nCommands, each with its own --help:%n",
        footer = {"  dataset TASK       makes the hidden set of a task", "  serve              serves the board and evaluates what is handed in",
            "  enrol NAME         adds a learner and shows their token, once", "  submit FILE        checks a packed model here, and hands it in",
            "  status             your own submissions", "  show [TASK]        the rankings; of all tasks, who is first", "  close TASK         ends a task: the private part decides",
            "  export             all standings as CSV", "  local DIR          a competition here, with packed models in a folder",
            "  evaluate           a further evaluator for a server on PostgreSQL"})
final class LeaderboardCommand extends TitoCommand {
    /** What takes part needs no finished library, but for a check before something is handed in. */
    private static final Set<String> OF_LEARNERS = Set.of("submit", "status", "show");
    private static final String UNCHECKED = "--unchecked";
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
        if (!help && !OF_LEARNERS.contains(arguments.getFirst())) {
            needFinishedLibrary("leaderboard " + arguments.getFirst());
        }
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
        Path library = session.home();
        if (session.released() && words.getFirst().equals("submit") && !words.contains(UNCHECKED)) {
            Optional<Path> own = whole(session);
            if (own.isEmpty()) {
                session.err().println("not evaluated here first: that takes all modules, and yours are not done yet");
                handed.add(UNCHECKED);
            }
            library = own.orElse(library);
        }
        if (json) {
            handed.add("--json");
        }
        // What is too much for the server is an error to see early, not memory to take from the evaluator that it starts.
        Program program = new Program(session, json, "-Dtinytorch.tito=" + session.name(), "-Xmx1g", "-Xmn256m");
        int code = program.run(ClassPaths.leaderboard(session.course(), library), MAIN, handed);
        Report report = new Report(ExitCode.of(code));
        Map<String, Object> facts = Json.object(program.output());
        facts.forEach(report::fact);
        if (json && facts.isEmpty()) {
            report.fact("output", program.output());
        }
        return report;
    }

    /** The workspace, compiled, if all of its modules are done: a release for students has no other library that evaluates a model. */
    private static Optional<Path> whole(Session session) {
        Optional<Workspace> workspace = session.workspace();
        Course course = session.course();
        boolean done = workspace.map(own -> Standing.of(course, own.root(), ProgressFile.of(own.root()).read()).lastOwn(Optional.empty())
                .equals(Optional.of(course.modules().getLast()))).orElse(false);
        if (!done) {
            return Optional.empty();
        }
        new Program(session, false).compile(workspace, course.modules().getLast());
        return workspace.map(Workspace::root);
    }
}
