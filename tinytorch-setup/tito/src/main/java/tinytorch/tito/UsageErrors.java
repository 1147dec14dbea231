package tinytorch.tito;

import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that can't be understood: one line what is wrong, what was probably meant, where the help is. */
final class UsageErrors implements IParameterExceptionHandler {
    private final Session session;

    UsageErrors(Session session) {
        this.session = session;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        String message = e.getCause() instanceof TitoException cause ? cause.getMessage() : e.getMessage();
        session.err().println("tito: " + message);
        UnmatchedArgumentException.printSuggestions(e, session.err());
        session.err().println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.code();
    }
}
