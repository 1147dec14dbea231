package tinytorch.board.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tinytorch.board.BoardException;

/** The leaderboard's command line. */
@Command(name = "leaderboard", mixinStandardHelpOptions = true, description = "The competition: serve it, take part, look at it.",
        subcommands = {ServeCommand.class, EvaluateCommand.class, DatasetCommand.class, EnrolCommand.class, CloseCommand.class, ExportCommand.class,
            LocalCommand.class, SubmitCommand.class, StatusCommand.class, ShowCommand.class},
        footerHeading = "%nFrom nothing to a ranked submission:%n",
        footer = {"  tito leaderboard dataset mnist           makes the hidden set", "  tito leaderboard serve                   in a terminal of its own",
            "  export TINYTORCH_TOKEN=$(tito leaderboard enrol --quiet ada)", "  tito leaderboard submit model.zip --wait", "  tito leaderboard show mnist"})
public final class Leaderboard {
    static final int REFUSED = 1;
    static final int STOPPED = 130;

    private Leaderboard() {
    }

    public static void main(String[] args) {
        int code = line().execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    static CommandLine line() {
        CommandLine line = new CommandLine(new Leaderboard());
        line.getCommandSpec().name(System.getProperty("tinytorch.tito", "tito") + " leaderboard");
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            PrintWriter err = command.getErr();
            switch (e) {
                case BoardException refused -> err.println("leaderboard: " + refused.getMessage());
                case UncheckedIOException unreadable -> err.println("leaderboard: " + unreadable.getMessage() + ": " + unreadable.getCause().getMessage());
                case NoSuchFileException missing -> err.println("leaderboard: there is no file " + missing.getMessage());
                case IOException failed -> err.println("leaderboard: " + failed.getMessage());
                default -> e.printStackTrace(err);
            }
            return REFUSED;
        });
        return line;
    }
}
