package tinytorch.tito;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import tinytorch.course.Course;
import tinytorch.course.Workspace;
import tinytorch.course.judge.JudgeListener;
import tinytorch.course.release.Release;

/** The surroundings of one command: folders, environment, output. Tests make their own; nothing else reads globals. */
final class Session {
    private final Path home;
    private final Path here;
    private final Map<String, String> env;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final String name;
    private Style style;
    private Course course;
    private Optional<Terminal> shared = Optional.empty();
    private volatile boolean interrupted;

    /**
     * @param home     the distribution's folder
     * @param here     the folder that the command was typed in
     * @param env      environment variables
     * @param out      results
     * @param err      messages, and progress where {@code out} is for a program
     * @param terminal whether {@code out} is a terminal
     * @param name     the launcher as it was typed, such as {@code ./tito}
     */
    Session(Path home, Path here, Map<String, String> env, PrintWriter out, PrintWriter err, boolean terminal, String name) {
        this.home = home.toAbsolutePath().normalize();
        this.here = here.toAbsolutePath().normalize();
        this.env = Map.copyOf(env);
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.name = name;
        this.style = Style.of("auto", env, terminal);
    }

    Path home() {
        return home;
    }

    Path here() {
        return here;
    }

    Map<String, String> env() {
        return env;
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    boolean terminal() {
        return terminal;
    }

    Style style() {
        return style;
    }

    /** Takes the value of {@code --color}. */
    void color(String choice) {
        style = Style.of(choice, env, terminal);
    }

    /** The same surroundings for the next command of an interactive shell, which draws on the shell's own terminal. */
    Session again(Terminal shared) {
        Session again = new Session(home, here, env, out, err, terminal, name);
        again.course = course;
        again.shared = Optional.of(shared);
        return again;
    }

    /** The terminal of the interactive shell that the command was typed in. */
    Optional<Terminal> shared() {
        return shared;
    }

    /** Ctrl-C was pressed in the interactive shell: the command is to end, not the shell. */
    void interrupt() {
        interrupted = true;
    }

    boolean interrupted() {
        return interrupted;
    }

    /** The same surroundings for a command whose words are shown elsewhere, in the same colours; say so with {@code --color}. */
    Session captured(PrintWriter words) {
        Session captured = new Session(home, here, env, words, words, false, name);
        captured.style = style;
        captured.course = course;
        return captured;
    }

    /** The course, read when it is first asked for. */
    Course course() {
        if (course == null) {
            course = Course.load(home);
        }
        return course;
    }

    /** Whether the distribution is a release for students: there is no finished library in it. */
    boolean released() {
        return Release.is(home);
    }

    /** The workspace whose launcher was typed, or else the one that the command was typed in, if there is one. */
    Optional<Workspace> workspace() {
        String named = env.getOrDefault("TITO_WORKSPACE", "");
        return named.isEmpty() ? Workspace.find(here) : Optional.of(Workspace.open(Path.of(named)));
    }

    /** Hears nothing of a judgement, but has it broken off with Ctrl-C. */
    JudgeListener silent() {
        return new JudgeListener() {
            @Override
            public boolean cancelled() {
                return interrupted;
            }
        };
    }

    /** Whether the command was typed in the distribution itself. */
    boolean inDistribution() {
        return here.startsWith(home);
    }

    /** The launcher as it was typed this time. */
    String name() {
        return name;
    }

    /** A command line to type, such as {@code ./tito start 01}: with the launcher as it was typed this time. */
    String command(String arguments) {
        return name + " " + arguments;
    }
}
