package tinytorch.testkit;

/**
 * How far a number may be from the expected one: {@code |actual - expected| <= absolute + relative * |expected|}, the
 * rule of NumPy's and PyTorch's {@code allclose}. NaN equals NaN, and an infinity equals itself.
 */
public record Tolerance(double absolute, double relative) {
    /** The same number, bit for bit, but for the sign of zero. */
    public static final Tolerance EXACT = new Tolerance(0, 0);
    /** A few roundings of a {@code float}. */
    public static final Tolerance FLOAT = new Tolerance(1e-6, 1e-5);

    /** For a sum of {@code terms} products, whose rounding grows with its length. */
    public static Tolerance ofSum(int terms) {
        return new Tolerance(1e-6 * Math.max(1, terms), 1e-5);
    }

    boolean accepts(double expected, double actual) {
        // An infinite tolerance would accept anything where infinity is expected.
        return Double.compare(expected, actual) == 0 || expected == actual
                || Double.isFinite(expected) && Math.abs(actual - expected) <= absolute + relative * Math.abs(expected);
    }

    @Override
    public String toString() {
        return equals(EXACT) ? "exact" : "%.0e + %.0e * |expected|".formatted(absolute, relative);
    }
}
