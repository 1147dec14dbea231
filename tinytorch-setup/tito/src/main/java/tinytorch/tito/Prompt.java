package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.SignalHandler;
import tinytorch.course.CourseException;
import tinytorch.course.Workspace;
import tinytorch.course.WorkspaceException;
import tinytorch.course.judge.ProgressException;
import tinytorch.course.judge.ProgressFile;

/** The interactive shell: {@code tito} without a command on a terminal. Every line is one command line of {@code tito}; completion, history, Ctrl-C. */
final class Prompt {
    private static final List<String> ENDS = List.of("exit", "quit", "q", ":q");

    private final Session session;
    private final Terminal terminal;
    private final LineReader reader;

    private Prompt(Session session, Terminal terminal) {
        this.session = session;
        this.terminal = terminal;
        DefaultParser parser = new DefaultParser();
        if (System.getProperty("os.name").startsWith("Windows")) {
            parser.setEscapeChars(new char[0]);   // backslashes are for folders there
        }
        reader = LineReaderBuilder.builder().terminal(terminal).appName("tito").parser(parser)
                .completer(new CommandCompleter(() -> Tito.commandLine(session), session.course()))
                .variable(LineReader.HISTORY_FILE, history(session))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true).build();
    }

    /** Whether somebody sits at a terminal: one that lines can be typed in and edited on. */
    static boolean possible(Session session) {
        return session.terminal() && System.console() != null && System.console().isTerminal() && !"dumb".equals(session.env().get("TERM"));
    }

    /** Runs the shell on the process's terminal; a terminal that can't be controlled gets what {@code tito} says elsewhere. */
    static int run(Session session) {
        try (Terminal terminal = FullScreen.terminal()) {
            return run(session, terminal);
        } catch (IOException e) {
            return Tito.run(session);
        }
    }

    /** Runs the shell on this terminal to its end, and gives the exit code of the last command. */
    static int run(Session session, Terminal terminal) {
        Prompt prompt = new Prompt(session, terminal);
        Tito.run(session.again(terminal));
        session.out().println();
        session.out().println(session.style().dim("Type a command (Tab completes, help explains), or exit."));
        session.out().flush();
        int code = 0;
        Optional<String> line = prompt.read();
        while (line.isPresent()) {
            code = prompt.execute(line.get(), code);
            line = prompt.read();
        }
        return code;
    }

    /** The next line; empty at the end. Ctrl-C takes back what was typed. */
    private Optional<String> read() {
        while (true) {
            try {
                String line = reader.readLine(prompt()).strip();
                return ENDS.contains(line) ? Optional.empty() : Optional.of(line);
            } catch (UserInterruptException e) {
                continue;
            } catch (EndOfFileException e) {
                return Optional.empty();
            }
        }
    }

    /** Names the module that the learner is at. */
    private String prompt() {
        try {
            String at = session.workspace().flatMap(found -> Standing.of(session.course(), found.root(), ProgressFile.of(found.root()).read()).next())
                    .map(module -> " " + module.module().number()).orElse("");
            return session.style().cyan("tito" + at + ">") + " ";
        } catch (CourseException | ProgressException | WorkspaceException | UncheckedIOException e) {
            return session.style().cyan("tito>") + " ";   // the commands say what is wrong with it
        }
    }

    private int execute(String line, int code) {
        List<String> words = new ArrayList<>(reader.getParser().parse(line, line.length()).words());
        words.removeIf(String::isEmpty);
        if (!words.isEmpty() && (words.getFirst().equals(session.name()) || words.getFirst().matches("(\\./)?tito(\\.cmd)?"))) {
            words.removeFirst();   // as the messages name the commands
        } else if (words.isEmpty()) {
            return code;
        }
        if (!words.isEmpty() && words.getFirst().equals("help")) {
            words.removeFirst();
            words.add("--help");
        }
        Session command = session.again(terminal);
        SignalHandler before = terminal.handle(Terminal.Signal.INT, _ -> {
            command.interrupt();
            session.out().println();   // what comes next does not stand behind the ^C
        });
        try {
            return Tito.run(command, words.toArray(String[]::new));
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            session.out().flush();
            session.err().flush();
        }
    }

    /** In the workspace, or where the datasets are kept. */
    private static Path history(Session session) {
        return Workspace.find(session.here()).map(Workspace::stateFolder).orElseGet(() -> cache(session)).resolve("history");
    }

    private static Path cache(Session session) {
        String folder = session.env().getOrDefault("XDG_CACHE_HOME", "");
        return (folder.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(folder)).resolve("tinytorch");
    }
}
