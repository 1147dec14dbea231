package tinytorch.board;

/** A refusal that the one who asked can read: what is wrong, and what to do. */
public final class BoardException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Problem problem;

    public BoardException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
