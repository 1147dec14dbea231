package tinytorch.optim;

/**
 * How SGD mixes the gradients of earlier steps into a step.
 *
 * @param factor    which part of the old velocity lives on, from 0 (none: plain gradient descent) to below 1
 * @param dampening which part of a new gradient is left out, from 0 (none) to 1
 * @param nesterov  whether to look ahead: step along the velocity that the next step will have
 */
public record Momentum(double factor, double dampening, boolean nesterov) {
    /** None: plain gradient descent. */
    public static final Momentum NONE = new Momentum(0, 0, false);

    public Momentum {
        if (!(factor >= 0 && factor < 1) || !(dampening >= 0 && dampening <= 1)) {
            throw new IllegalArgumentException("Momentum: the factor must be from 0 to below 1 and the dampening from 0 to 1, got factor "
                    + factor + ", dampening " + dampening + ". Try Momentum.of(0.9).");
        }
        if (nesterov && (factor == 0 || dampening != 0)) {
            throw new IllegalArgumentException("Momentum: looking ahead (nesterov) needs a factor above 0 and no dampening, got factor "
                    + factor + ", dampening " + dampening + ". Try Momentum.nesterov(0.9).");
        }
    }

    /** Polyak's heavy ball. */
    public static Momentum of(double factor) {
        return new Momentum(factor, 0, false);
    }

    /** With a look ahead (Nesterov 1983, in the form of Sutskever and others 2013, which PyTorch uses). */
    public static Momentum nesterov(double factor) {
        return new Momentum(factor, 0, true);
    }
}
