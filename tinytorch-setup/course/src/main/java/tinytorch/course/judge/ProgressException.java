package tinytorch.course.judge;

/** The progress file can't be used: the message says why, where it is kept, and what to do. */
public final class ProgressException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProgressException(String message, Throwable cause) {
        super(message, cause);
    }
}
