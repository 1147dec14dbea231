package tinytorch.tensor;

/** The error function, {@code erf(x) = 2/sqrt(pi) * integral from 0 to x of exp(-t^2) dt}. Java's {@link Math} has none. */
public final class ErrorFunction {
    private ErrorFunction() {
    }

    /**
     * erf(x), to about 1e-12: for |x| below 2.5 by its everywhere convergent series
     * {@code 2/sqrt(pi) * exp(-x^2) * sum_n 2^n x^(2n+1) / (1 * 3 * ... * (2n+1))}, whose terms are all of one sign, so that
     * nothing cancels; above by the continued fraction of {@code erfc} (Abramowitz and Stegun, 7.1.6 and 7.1.14).
     */
    public static double erf(double x) {
        double size = Math.abs(x);
        if (Double.isNaN(x) || size == 0) {
            return x;
        }
        if (size >= 6) {
            return Math.copySign(1, x);
        }
        double value = size < 2.5 ? series(size) : 1 - continuedFraction(size);
        return Math.copySign(value, x);
    }

    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; term > 1e-16 * sum; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    /** {@code erfc(x) = exp(-x^2)/sqrt(pi) * 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + ...))))}, from the inside out. */
    private static double continuedFraction(double x) {
        double fraction = x;
        for (int n = 60; n >= 1; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
    }
}
