package tinytorch.board.program;

/** Why a program can't do what it was asked to, in words for the one who started it. */
final class ProgramException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Exit exit;

    ProgramException(Exit exit, String message) {
        super(message);
        this.exit = exit;
    }

    Exit exit() {
        return exit;
    }
}
