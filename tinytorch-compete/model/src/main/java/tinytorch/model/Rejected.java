package tinytorch.model;

/** A submission that is refused: for which {@link Reason}, and in words what is wrong, where, and what to do. Nothing of a hidden set is in it. */
public final class Rejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Rejected(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The kind of refusal. */
    public Reason reason() {
        return reason;
    }
}
