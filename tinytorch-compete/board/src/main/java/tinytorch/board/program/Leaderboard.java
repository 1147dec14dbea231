package tinytorch.board.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tinytorch.board.BoardException;
import tinytorch.board.store.DatabaseException;

/** The leaderboard's command line. */
@Command(name = "leaderboard", mixinStandardHelpOptions = true, description = "The competition: serve it, take part, look at it.",
        subcommands = {ServeCommand.class, EvaluateCommand.class, DatasetCommand.class, EnrolCommand.class, CloseCommand.class, ExportCommand.class,
            LocalCommand.class, SubmitCommand.class, StatusCommand.class, ShowCommand.class},
        exitCodeListHeading = "%nExit codes of all commands:%n", footerHeading = "%nFrom nothing to a ranked submission:%n",
        footer = {"  tito leaderboard dataset mnist           makes the hidden set", "  tito leaderboard serve                   in a terminal of its own",
            "  export TINYTORCH_TOKEN=$(tito leaderboard enrol --quiet ada)", "  tito submit cnn-run --as int8 --wait", "  tito leaderboard show mnist"})
public final class Leaderboard {
    static final int REFUSED = Exit.REFUSED.code();
    /** What operating systems say of a file that did not fit. */
    private static final Pattern NO_SPACE = Pattern.compile("(?i).*(no space left|not enough space|disk quota).*", Pattern.DOTALL);

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
        line.getCommandSpec().usageMessage().exitCodeList(Exit.table());
        line.setExecutionExceptionHandler((e, command, parsed) -> fail(e, command.getErr()).code());
        return line;
    }

    /** Says what went wrong, in a line; only an error of the program itself shows where. */
    private static Exit fail(Exception e, PrintWriter err) {
        return switch (e) {
            case BoardException refused -> tell(err, Exit.REFUSED, refused.getMessage());
            case ProgramException told -> tell(err, told.exit(), told.getMessage());
            case DatabaseException database -> tell(err, switch (database.fault()) {
                case OUT_OF_REACH -> Exit.OUT_OF_REACH;
                case FULL -> Exit.FULL;
                case DAMAGED -> Exit.DAMAGED;
                case NEWER -> Exit.NEWER;
            }, database.getMessage());
            case UncheckedIOException unchecked when unchecked.getCause() instanceof BindException -> tell(err, Exit.NO_PORT, unchecked.getMessage());
            case UncheckedIOException unchecked -> fail(unchecked.getCause(), err);
            case NoSuchFileException missing -> tell(err, Exit.NO_DATA, "there is no file " + missing.getMessage());
            case AccessDeniedException denied -> tell(err, Exit.OUT_OF_REACH, "this user may not read or write " + denied.getMessage());
            case IOException full when NO_SPACE.matcher(String.valueOf(full.getMessage())).matches() -> tell(err, Exit.FULL, "the disk is full: " + full.getMessage());
            case FileSystemException unwritable -> tell(err, Exit.OUT_OF_REACH, unwritable.getMessage());
            case IOException unreadable -> tell(err, Exit.NO_DATA, unreadable.getMessage());
            default -> {
                e.printStackTrace(err);
                yield Exit.INTERNAL;
            }
        };
    }

    private static Exit tell(PrintWriter err, Exit exit, String message) {
        err.println("leaderboard: " + message);
        return exit;
    }
}
