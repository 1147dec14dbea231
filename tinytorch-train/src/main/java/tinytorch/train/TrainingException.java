package tinytorch.train;

/**
 * A training that can't go on: a loss that is not a number, a checkpoint that can't be written. The message says at which step and
 * what to do.
 */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TrainingException(String message) {
        super(message);
    }

    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
