package tinytorch.workbench;

import java.util.Arrays;
import java.util.StringJoiner;

/**
 * An array of numbers at a glance: what to look at first when a network gives nonsense. Most faults show here: a NaN that
 * spreads, an infinity from an overflow, all zeros from a dead layer, a standard deviation of 1e6, the wrong shape.
 *
 * @param shape    the length of every axis, as text: {@code (2, 3)}, {@code (4,)}, {@code ()}
 * @param size     how many numbers
 * @param nan      how many are not a number
 * @param infinite how many are plus or minus infinity
 * @param zero     how many are zero
 * @param min      the smallest of the finite numbers
 * @param max      the largest of them
 * @param mean     their mean
 * @param std      their standard deviation
 * @param first    the first few numbers, as text
 */
public record Description(String shape, int size, int nan, int infinite, int zero, float min, float max, double mean,
                          double std, String first) {
    private static final int SHOWN = 6;

    /**
     * Describes numbers that lie in row-major order in a shape. Without a shape they are one axis, {@code (4,)}, and a
     * single number is a scalar, {@code ()}.
     *
     * @param values the numbers; they are not changed
     * @param shape  the length of every axis; their product is the number of values
     * @throws IllegalArgumentException if the shape does not fit the values
     */
    public static Description describe(float[] values, int... shape) {
        int[] dims = shape.length == 0 && values.length != 1 ? new int[] {values.length} : shape;
        long size = 1;
        boolean negative = false;
        for (int length : dims) {
            size *= length;
            negative |= length < 0;
        }
        if (negative || size != values.length) {
            throw new IllegalArgumentException("describe: the shape's lengths are 0 or more and their product is the number of values. Shape "
                    + text(dims) + " has " + size + ", the array " + values.length + ". Pass the shape the array was filled for.");
        }
        return of(text(dims), values);
    }

    /**
     * Counts and summarises. {@code nan}, {@code infinite} and {@code zero} (of either sign) count the values of that
     * kind; {@code min}, {@code max}, {@code mean} and {@code std} look at the finite values alone, so that one NaN does
     * not hide the rest, and are all NaN when there is no finite value.
     *
     * <pre>
     * mean = sum(x) / n        std = sqrt(sum((x - mean)^2) / n)        n = number of finite values
     * </pre>
     *
     * <p>Sums are kept in {@code double}, and the standard deviation takes a second pass over the values: the shortcut
     * mean(x^2) - mean(x)^2 subtracts two nearly equal numbers, and little is left. Of {@code 1, 2, 3, NaN}: nan 1, min
     * 1, max 3, mean 2, std 0.8165. (NumPy's {@code std} divides by n too; PyTorch's by n - 1, unless told
     * {@code correction=0}.)
     *
     * @param shape to be kept as it is, like the result of {@link #first(float[])}
     */
    static Description of(String shape, float[] values) {
        // tito:begin setup.describe
        int nan = 0;
        int infinite = 0;
        int zero = 0;
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        double sum = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                zero += value == 0 ? 1 : 0;
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
            } else if (Float.isNaN(value)) {
                nan++;
            } else {
                infinite++;
            }
        }
        int finite = values.length - nan - infinite;
        if (finite == 0) {
            return new Description(shape, values.length, nan, infinite, zero, Float.NaN, Float.NaN, Double.NaN, Double.NaN, first(values));
        }
        double mean = sum / finite;
        double squares = 0;
        for (float value : values) {
            squares += Float.isFinite(value) ? (value - mean) * (value - mean) : 0;
        }
        return new Description(shape, values.length, nan, infinite, zero, min, max, mean, Math.sqrt(squares / finite), first(values));
        // tito:end
    }

    /**
     * One line: {@code (2, 3): mean 0.5000, std 0.9129, min -1, max 2, 1 zero | -1, 0, 2, 1, 0.5000, 0.5000}; NaN and
     * infinite in capitals when there are any.
     */
    @Override
    public String toString() {
        StringJoiner line = new StringJoiner(", ", shape + ": ", " | " + first);
        line.add("mean " + Format.number(mean)).add("std " + Format.number(std));
        line.add("min " + Format.number(min)).add("max " + Format.number(max));
        if (zero > 0) {
            line.add(zero + " zero");
        }
        if (nan > 0) {
            line.add(nan + " NAN");
        }
        if (infinite > 0) {
            line.add(infinite + " INFINITE");
        }
        return line.toString();
    }

    /** The first few numbers, with {@code ...} when there are more. */
    static String first(float[] values) {
        StringJoiner text = new StringJoiner(", ");
        for (int i = 0; i < Math.min(SHOWN, values.length); i++) {
            text.add(Format.number(values[i]));
        }
        return text + (values.length > SHOWN ? ", ..." : "");
    }

    private static String text(int[] dims) {
        String inner = Arrays.toString(dims);
        return "(" + inner.substring(1, inner.length() - 1) + (dims.length == 1 ? ",)" : ")");
    }
}
