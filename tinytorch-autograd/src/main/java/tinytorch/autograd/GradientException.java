package tinytorch.autograd;

/** A gradient that is not the derivative of its function. */
public final class GradientException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    GradientException(String message) {
        super(message);
    }
}
