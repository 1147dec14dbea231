package tinytorch.tito;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import tinytorch.course.Names;

/** A command line that can't be understood: one line what is wrong, what was probably meant, where the help is. */
final class UsageErrors implements IParameterExceptionHandler {
    private final Session session;

    UsageErrors(Session session) {
        this.session = session;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        session.err().println("tito: " + (e.getCause() instanceof TitoException cause ? cause.getMessage() : message(e)));
        session.err().println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.code();
    }

    private static String message(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return e.getMessage();
        }
        CommandLine command = e.getCommandLine();
        String typed = unmatched.getUnmatched().getFirst();
        if (unmatched.isUnknownOption()) {
            List<String> options = command.getCommandSpec().options().stream().flatMap(option -> List.of(option.names()).stream()).toList();
            return "there is no option '" + typed + "' here." + Names.suggestion(typed, options, "");
        }
        if (!command.getSubcommands().isEmpty()) {
            return "there is no command '" + typed + "'." + Names.suggestion(typed, List.copyOf(command.getSubcommands().keySet()), "");
        }
        return "'" + typed + "' is one argument too many.";
    }
}
