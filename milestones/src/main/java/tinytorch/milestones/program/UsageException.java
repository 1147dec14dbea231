package tinytorch.milestones.program;

/** A command line that can't be understood; the message is one sentence without its full stop. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the sentence that the user reads. */
    public UsageException(String message) {
        super(message);
    }
}
