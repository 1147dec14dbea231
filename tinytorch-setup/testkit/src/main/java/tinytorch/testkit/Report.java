package tinytorch.testkit;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/** The lines of a failure message. */
final class Report {
    private static final int SHOWN = 8;
    /** Characters that are shown of one result. */
    private static final int LONG = 400;

    private Report() {
    }

    static String row(String label, String text) {
        return "  %-9s %s%n".formatted(label, text.replace("\n", "\n            ")).replace("\r\n", "\n");
    }

    /** What an exception says, what that means, and the learner's line that threw it. */
    static String thrown(Throwable thrown) {
        return Diagnosis.of(thrown).map(meaning -> row("meaning", meaning))
                .orElseGet(() -> row("message", String.valueOf(thrown.getMessage()))) + row("thrown at", place(thrown));
    }

    /** How the numbers differ; empty when they agree. */
    static String difference(Values expected, Values actual, Tolerance tolerance) {
        if (!Arrays.equals(expected.shape(), actual.shape())) {
            return row("expected", "shape " + Values.text(expected.shape())) + row("actual", "shape " + Values.text(actual.shape()));
        }
        int wrong = 0;
        int worst = -1;
        double worstExcess = -1;
        for (int i = 0; i < expected.data().length; i++) {
            if (!tolerance.accepts(expected.data()[i], actual.data()[i])) {
                wrong++;
                double excess = excess(expected.data()[i], actual.data()[i], tolerance);
                if (excess > worstExcess) {
                    worst = i;
                    worstExcess = excess;
                }
            }
        }
        if (wrong == 0) {
            return "";
        }
        double want = expected.data()[worst];
        double got = actual.data()[worst];
        return row("shape", Values.text(expected.shape()) + ", as expected")
                + row("wrong", wrong + " of " + expected.data().length + " values")
                + row("worst at", Arrays.toString(expected.position(worst)) + ": expected " + number(want) + ", actual " + number(got)
                        + ", off by " + number(Math.abs(got - want)) + " (tolerance " + tolerance + ")")
                + slices(expected, actual, tolerance, worst);
    }

    /** The row of the last axis that holds the worst value, both ways, with the wrong cells marked. */
    private static String slices(Values expected, Values actual, Tolerance tolerance, int worst) {
        int rank = expected.shape().length;
        int length = rank == 0 ? 1 : expected.shape()[rank - 1];
        int start = worst - worst % length;
        int from = Math.max(start, Math.min(worst - SHOWN / 2, start + length - SHOWN));
        int to = Math.min(start + length, from + SHOWN);
        StringBuilder want = new StringBuilder();
        StringBuilder got = new StringBuilder();
        StringBuilder mark = new StringBuilder();
        for (int i = from; i < to; i++) {
            String e = number(expected.data()[i]);
            String a = number(actual.data()[i]);
            int width = Math.max(e.length(), a.length());
            want.append("  ").append(" ".repeat(width - e.length())).append(e);
            got.append("  ").append(" ".repeat(width - a.length())).append(a);
            mark.append("  ").append((tolerance.accepts(expected.data()[i], actual.data()[i]) ? " " : "^").repeat(width));
        }
        String before = from > start ? "..." : "";
        String after = to < start + length ? "  ..." : "";
        int[] first = expected.position(from);
        String place = rank < 2 ? "" : "   row " + Arrays.toString(Arrays.copyOf(first, rank - 1));
        return row("expected", before + want + after + place) + row("actual", before + got + after)
                + row("", " ".repeat(before.length()) + mark.toString().stripTrailing());
    }

    private static double excess(double expected, double actual, Tolerance tolerance) {
        double off = Math.abs(actual - expected);
        return Double.isFinite(off) ? off - tolerance.relative() * Math.abs(expected) : Double.POSITIVE_INFINITY;
    }

    /** A number as a {@code float} shows it: short where it can be. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return String.valueOf(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e7) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7 ? "%.5f" : "%.4e", value);
    }

    /** As it is written in a message: what is long is cut in the middle. */
    static String show(Object value) {
        String text = text(value);
        return text.length() <= LONG ? text : text.substring(0, LONG * 3 / 4) + " ... " + text.substring(text.length() - LONG / 4) + " (" + text.length() + " characters)";
    }

    /** Where two arrays differ first, if that could be cut out of what {@link #show} writes. */
    static String firstDifference(Object expected, Object actual) {
        if (!expected.getClass().isArray() || actual == null || !actual.getClass().isArray() || text(expected).length() <= LONG && text(actual).length() <= LONG) {
            return "";
        }
        int lengths = Math.min(Array.getLength(expected), Array.getLength(actual));
        for (int i = 0; i < lengths; i++) {
            Object want = Array.get(expected, i);
            Object got = Array.get(actual, i);
            if (!Objects.deepEquals(want, got)) {
                return row("first at", "[" + i + "]: expected " + show(want) + ", actual " + show(got));
            }
        }
        return row("lengths", "expected " + Array.getLength(expected) + ", actual " + Array.getLength(actual));
    }

    private static String text(Object value) {
        return switch (value) {
            case int[] a -> Arrays.toString(a);
            case long[] a -> Arrays.toString(a);
            case float[] a -> Arrays.toString(a);
            case double[] a -> Arrays.toString(a);
            case Object[] a -> Arrays.deepToString(a);
            case String s -> "\"" + s + "\"";
            case null, default -> String.valueOf(value);
        };
    }

    /** The learner's line that threw: the first frame outside the JDK, the test tools and the tests. */
    static String place(Throwable thrown) {
        return Frames.learner(thrown.getStackTrace()).map(StackTraceElement::toString)
                .orElseGet(() -> thrown.getStackTrace().length == 0 ? "unknown" : thrown.getStackTrace()[0].toString());
    }
}
