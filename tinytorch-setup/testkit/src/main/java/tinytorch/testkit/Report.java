package tinytorch.testkit;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The lines of a failure message. */
final class Report {
    /** What is shown before and after the first that differs: elements of an array, characters of a text. */
    private static final int AROUND = 4;
    private static final int CHARACTERS_AROUND = 25;
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
                .orElseGet(() -> row("message", thrown.getMessage() == null ? "it has none" : thrown.getMessage())) + row("thrown at", place(thrown));
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
        Grid grid = new Grid(expected, actual, tolerance, worst);
        double off = Math.abs(actual.data()[worst] - expected.data()[worst]);
        String place = expected.shape().length == 0 ? "" : " at " + Arrays.toString(expected.position(worst));
        return row("shape", Values.text(expected.shape()) + ", as expected")
                + (expected.data().length == 1 ? "" : row("wrong", wrong + " of " + expected.data().length + " values, marked *"))
                + row("worst", "expected " + grid.text(expected.data()[worst]) + ", actual " + grid.text(actual.data()[worst]) + place
                        + (Double.isFinite(off) ? ", off by " + number(off) : "") + " (tolerance " + tolerance + ")")
                + grid.rows();
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

    /** Both results. Of arrays, lists and texts too long for that, what is around their first difference, and both lengths if those differ. */
    static String both(Object expected, Object actual) {
        Object wanted = parts(expected);
        Object seen = parts(actual);
        if (wanted == null || seen == null || wanted.getClass() != seen.getClass() || text(expected).length() <= LONG && text(actual).length() <= LONG) {
            return row("expected", show(expected)) + row("actual", show(actual));
        }
        int want = Array.getLength(wanted);
        int got = Array.getLength(seen);
        int first = 0;
        while (first < Math.min(want, got) && Objects.deepEquals(Array.get(wanted, first), Array.get(seen, first))) {
            first++;
        }
        return (want == got ? "" : row("lengths", "expected " + want + ", actual " + got)) + row("first at", "[" + first + "]")
                + row("expected", around(wanted, first)) + row("actual", around(seen, first));
    }

    /** As an array; null for what has no parts. */
    private static Object parts(Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text.toCharArray();
            case List<?> list -> list.toArray();
            default -> value.getClass().isArray() ? value : null;
        };
    }

    /** A few elements of an array, or more characters, before and after one of them. */
    private static String around(Object array, int index) {
        boolean text = array instanceof char[];
        int length = Array.getLength(array);
        int from = Math.max(0, index - (text ? CHARACTERS_AROUND : AROUND));
        int to = Math.min(length, index + (text ? CHARACTERS_AROUND : AROUND) + 1);
        if (from >= to) {
            return "nothing: it has ended";
        }
        if (array instanceof char[] characters) {
            return (from > 0 ? "... " : "") + show(new String(characters, from, to - from)) + (to < length ? " ..." : "");
        }
        return IntStream.range(from, to).mapToObj(i -> show(Array.get(array, i))).collect(Collectors.joining(", ", from > 0 ? "[..., " : "[", to < length ? ", ...]" : "]"));
    }

    /** What was seen, described in words or shown. */
    static String seen(Object value) {
        return value instanceof String words && words.length() <= LONG ? words : show(value);
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
