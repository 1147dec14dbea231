package tinytorch.tito;

/** An expected error: the message says what is wrong and what to do, and is all the user sees. */
final class TitoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;

    TitoException(ExitCode exit, String message) {
        super(message);
        this.exit = exit;
    }

    TitoException(ExitCode exit, String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    ExitCode exit() {
        return exit;
    }
}
