package tinytorch.tito;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import tinytorch.course.Workspace;

/** The command {@code tito}. Without a subcommand it says where the learner stands and what to do next. */
@Command(name = "tito", versionProvider = Version.class, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "Build a deep-learning framework, module by module. Without a command: where you are and what is next, and on a terminal a shell of all commands.",
        footerHeading = "%nFirst steps:%n",
        footer = {"  tito init ~/my-tinytorch    your own workspace, with the tasks to fill in",
            "  tito start 01               opens a module: lesson, files, tasks",
            "  tito test 01                runs the module's tests on your code",
            "  tito milestone inference    pretrained networks on the finished library", "",
            "'tito COMMAND --help' explains a command. A command ends with one of these codes:"})
public final class Tito extends TitoCommand {

    @Option(names = "--color", paramLabel = "WHEN", defaultValue = "auto", scope = ScopeType.INHERIT,
            description = "Colour: auto (on a terminal), always or never. NO_COLOR and CLICOLOR_FORCE are honoured.")
    void color(String choice) {
        if (!choice.matches("auto|always|never")) {
            throw new TitoException(ExitCode.USAGE, "--color takes auto, always or never, not '" + choice + "'.");
        }
        session.color(choice);
    }

    private Tito(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Optional<Workspace> workspace = workspace();
        return Next.report(session, workspace, standing(workspace));
    }

    /** Starts the command line on the process's own streams, environment and folder. */
    public static void main(String[] args) {
        String home = System.getProperty("tito.home");
        if (home == null) {
            System.err.println("tito is started with the launcher 'tito' in the distribution's folder, which says where the course is.");
            System.exit(ExitCode.INTERNAL.code());
        }
        Session session = new Session(Path.of(home), Path.of(""), System.getenv(), writer(System.out), writer(System.err), onTerminal(),
                typedName(System.getProperty("tito.name", "tito")));
        int code = args.length == 0 && Prompt.possible(session) ? Prompt.run(session) : run(session, args);
        session.out().flush();
        session.err().flush();
        System.exit(code);
    }

    /** Runs one command line and returns its exit code. */
    static int run(Session session, String... args) {
        CommandLine line = commandLine(session);
        line.setExecutionStrategy(parsed -> {
            line.setColorScheme(CommandLine.Help.defaultColorScheme(session.style().color() ? Ansi.ON : Ansi.OFF));
            return new CommandLine.RunLast().execute(parsed);
        });
        line.setParameterExceptionHandler(new UsageErrors(session));
        line.setExecutionExceptionHandler(new Errors(session));
        return line.execute(args);
    }

    /** All commands. The order here is the order of the help. */
    static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new Tito(session))
                .addSubcommand("doctor", new DoctorCommand(session))
                .addSubcommand("init", new InitCommand(session))
                .addSubcommand("update", new UpdateCommand(session))
                .addSubcommand("status", new StatusCommand(session))
                .addSubcommand("start", new StartCommand(session))
                .addSubcommand("lesson", new LessonCommand(session))
                .addSubcommand("quiz", new QuizCommand(session))
                .addSubcommand("test", new TestCommand(session))
                .addSubcommand("watch", new WatchCommand(session))
                .addSubcommand("hint", new HintCommand(session))
                .addSubcommand("reset", new ResetCommand(session))
                .addSubcommand("assist", new AssistCommand(session))
                .addSubcommand("solution", new SolutionCommand(session))
                .addSubcommand("lab", new LabCommand(session))
                .addSubcommand("shell", new ShellCommand(session))
                .addSubcommand("milestone", new MilestoneCommand(session))
                .addSubcommand("bench", new BenchCommand(session))
                .addSubcommand("leaderboard", new LeaderboardCommand(session))
                .addSubcommand("submit", new SubmitCommand(session))
                .addSubcommand("data", DataCommand.line(session))
                .addSubcommand("course", CourseCommand.line(session))
                .addSubcommand("generate-completion", new AutoComplete.GenerateCompletion());
        line.setOut(session.out());
        line.setErr(session.err());
        line.setUsageHelpWidth(Style.WIDTH);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        for (String program : new String[] {"lab", "milestone", "bench", "leaderboard", "submit"}) { // their own options, such as --draw, are handed on
            line.getSubcommands().get(program).setUnmatchedOptionsArePositionalParams(true);
        }
        String[] footer = line.getCommandSpec().usageMessage().footer();
        String[] withCodes = Arrays.copyOf(footer, footer.length + 1);
        withCodes[footer.length] = ExitCode.table();
        line.getCommandSpec().usageMessage().footer(withCodes);
        return line;
    }

    /** A long path is not repeated in every message. */
    private static String typedName(String typed) {
        return typed.length() <= 12 ? typed : "tito";
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new FallbackWriter(new OutputStreamWriter(stream, stream.charset()), stream.charset()), true);
    }

    /** The launcher knows, because a shell can ask; where there is no such launcher the JVM's guess has to do. */
    private static boolean onTerminal() {
        String told = System.getProperty("tito.terminal");
        return told != null ? Boolean.parseBoolean(told) : System.console() != null && System.console().isTerminal();
    }
}
