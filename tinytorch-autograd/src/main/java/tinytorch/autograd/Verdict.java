package tinytorch.autograd;

import java.util.Locale;

/**
 * What {@link GradientCheck} found for one input.
 *
 * @param backward the gradient that backward gave, an element each
 * @param slopes   the same by central differences
 * @param noise    how much of a slope may be rounding
 */
record Verdict(float[] backward, double[] slopes, double noise) {
    private static final double RELATIVE = 2e-3;

    /**
     * Whether the gradient of an element is right: {@code |backward - slope| <= 0.002 (|slope| + 0.1 largest) + noise}, with the largest
     * |slope| of all elements. NaN is never right.
     */
    boolean right(int element) {
        double allowed = RELATIVE * (Math.abs(slopes[element]) + 0.1 * largest()) + noise;
        return Math.abs(backward[element] - slopes[element]) <= allowed;
    }

    /** The number of wrong elements. */
    int wrong() {
        int wrong = 0;
        for (int i = 0; i < slopes.length; i++) {
            wrong += right(i) ? 0 : 1;
        }
        return wrong;
    }

    /** The wrong element whose gradient is furthest off. */
    int worst() {
        int worst = -1;
        for (int i = 0; i < slopes.length; i++) {
            if (!right(i) && (worst < 0 || !(error(i) <= error(worst)))) {
                worst = i;
            }
        }
        return worst;
    }

    /**
     * The worst element, and what the mistake looks like.
     *
     * @param left  the slope to the left of the worst element
     * @param right the slope to its right
     */
    String text(double left, double right) {
        int worst = worst();
        return String.format(Locale.ROOT, "backward gives %.4g, central differences give %.4g. %s %d of %d elements are wrong.",
                backward[worst], slopes[worst], look(worst, left, right), wrong(), slopes.length);
    }

    private String look(int worst, double left, double right) {
        if (!Float.isFinite(backward[worst])) {
            return "A gradient that is not finite comes from dividing by 0, or from an infinity times 0.";
        }
        if (Math.abs(left - right) > 0.25 * Math.max(Math.abs(left), Math.abs(right)) + 64 * noise) {
            return String.format(Locale.ROOT, "To the left the slope is %.3g, to the right %.3g: the function has a kink here, "
                    + "so check it at another point.", left, right);
        }
        if (largestGradient() == 0) {
            return "No gradient arrives at this input: was it detached, or are its numbers taken out with toArray, get or item?";
        }
        double ratio = ratio();
        if (Math.abs(ratio + 1) < 0.02) {
            return "The sign is wrong everywhere.";
        }
        return Double.isNaN(ratio) ? "There is no single factor between the two: look at the formula, and at sums over broadcast axes."
                : String.format(Locale.ROOT, "Everywhere it is %.3g times what it should be: a factor is missing or too much.", ratio);
    }

    /** The factor by which all gradients are off, or NaN if there is none. */
    private double ratio() {
        double ratio = Double.NaN;
        for (int i = 0; i < slopes.length; i++) {
            if (Math.abs(slopes[i]) > 0.05 * largest()) {
                double here = backward[i] / slopes[i];
                if (!Double.isNaN(ratio) && Math.abs(here - ratio) > 0.02 * Math.abs(ratio)) {
                    return Double.NaN;
                }
                ratio = here;
            }
        }
        return ratio;
    }

    private double error(int element) {
        return Math.abs(backward[element] - slopes[element]);
    }

    private double largest() {
        double largest = 0;
        for (double slope : slopes) {
            largest = Math.max(largest, Math.abs(slope));
        }
        return largest;
    }

    private double largestGradient() {
        double largest = 0;
        for (float gradient : backward) {
            largest = Math.max(largest, Math.abs(gradient));
        }
        return largest;
    }
}
