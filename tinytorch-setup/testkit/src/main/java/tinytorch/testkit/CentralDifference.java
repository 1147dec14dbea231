package tinytorch.testkit;

import java.util.function.UnaryOperator;

/**
 * Gradients by central differences in double precision: the reference that needs no calculus.
 *
 * <p>For a function from n to m numbers and a cotangent {@code c} of m numbers it gives the n numbers
 * {@code d/dx_i sum_j c_j f(x)_j = (s(x + h e_i) - s(x - h e_i)) / 2h}, with an error of order h². The cotangent has to be
 * random: with all ones, a wrong softmax gradient looks right, because its outputs always sum to one.
 */
public final class CentralDifference {
    private static final double STEP = 1e-5;

    private CentralDifference() {
    }

    /** The gradient of {@code sum(cotangent * f(x))} with respect to {@code x}; {@code f} must not change its argument. */
    public static double[] gradient(UnaryOperator<double[]> f, double[] x, double[] cotangent) {
        double[] gradient = new double[x.length];
        double[] moved = x.clone();
        for (int i = 0; i < x.length; i++) {
            double h = STEP * Math.max(1, Math.abs(x[i]));
            moved[i] = x[i] + h;
            double above = dot(cotangent, f.apply(moved.clone()));
            moved[i] = x[i] - h;
            double below = dot(cotangent, f.apply(moved.clone()));
            moved[i] = x[i];
            gradient[i] = (above - below) / (2 * h);
        }
        return gradient;
    }

    private static double dot(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("the cotangent has " + a.length + " numbers, the function gave " + b.length);
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
