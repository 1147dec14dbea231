package tinytorch.workbench;

import java.util.Locale;

/**
 * Numbers as people read them: three digits and a unit, {@code 1.50 MiB}, {@code 12.3 ms}, {@code 61.7 k}.
 *
 * <p>Three digits are as many as a measurement deserves: the fourth changes from run to run. All methods use the same
 * decimal point in every country ({@link Locale#ROOT}), so that output can be compared and parsed, and plain ASCII
 * ({@code us} for microseconds), so that every console can show it.
 */
public final class Format {
    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final String[] COUNT_UNITS = {"", "k", "M", "G", "T"};

    private Format() {
    }

    /**
     * An amount of memory in units of 1024: {@code bytes(512)} is {@code "512 B"}, {@code bytes(1536)} is
     * {@code "1.50 KiB"}.
     */
    public static String bytes(double bytes) {
        return scaled(bytes, 1024, BYTE_UNITS);
    }

    /** How many, in units of 1000: {@code count(999)} is {@code "999"}, {@code count(61_706)} is {@code "61.7 k"}. */
    public static String count(double count) {
        return scaled(count, 1000, COUNT_UNITS).strip();
    }

    /**
     * A value in the largest unit of which it has at least one, as three digits, a space and the unit's name.
     *
     * <p>The first unit is worth 1, each next one {@code base} times the one before. With base 1024 and units
     * {@code B, KiB, MiB}: 512 is {@code "512 B"}, 1023 is {@code "1023 B"}, 1024 is {@code "1.00 KiB"}, and 5 * 1024^3 is
     * {@code "5120 MiB"}, because there is no larger unit in the list. A value below 1 stays in the first unit. The sign is
     * kept and does not change the unit: -2048 is {@code "-2.00 KiB"}. A value that is whole in the first unit is written
     * without decimals ({@code "5 B"}, not {@code "5.00 B"}); {@link #digits} writes all others.
     *
     * @param value in the first unit
     * @param base  how many of one unit make the next, above 1
     * @param units names from small to large, at least one
     */
    static String scaled(double value, double base, String[] units) {
        // tito:begin setup.format
        int unit = 0;
        double scaled = value;
        while (Math.abs(scaled) >= base && unit < units.length - 1) {
            scaled /= base;
            unit++;
        }
        boolean whole = unit == 0 && value == Math.rint(value);
        return (whole ? String.format(Locale.ROOT, "%.0f", value) : digits(scaled)) + " " + units[unit];
        // tito:end
    }

    /**
     * A length of time, from nanoseconds to hours.
     *
     * <p>Below one second: the largest of {@code ms}, {@code us}, {@code ns} of which there is at least one ({@code ns} for
     * everything shorter), with three digits: 0.0123 is {@code "12.3 ms"}, 4.2e-10 is {@code "0.42 ns"}. From 1 to 60
     * seconds, and for exactly zero: three digits and {@code s}, {@code "1.50 s"}, {@code "0.00 s"}. From one minute: whole
     * minutes and seconds, {@code "2 min 05 s"}; from one hour: whole hours and minutes, {@code "1 h 02 min"}. Whole means
     * cut, not rounded: 119.9 seconds are {@code "1 min 59 s"}.
     *
     * @param seconds 0 or more
     * @throws IllegalArgumentException if it is negative or not a number
     */
    public static String seconds(double seconds) {
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("seconds: a length of time is 0 or more, got " + seconds
                    + ". Take the later reading of the clock minus the earlier one.");
        }
        // tito:begin setup.format
        if (seconds >= 3600) {
            return String.format(Locale.ROOT, "%d h %02d min", (long) seconds / 3600, (long) seconds % 3600 / 60);
        }
        if (seconds >= 60) {
            return String.format(Locale.ROOT, "%d min %02d s", (long) seconds / 60, (long) seconds % 60);
        }
        if (seconds >= 1 || seconds == 0) {
            return digits(seconds) + " s";
        }
        if (seconds >= 1e-3) {
            return digits(seconds * 1e3) + " ms";
        }
        return seconds >= 1e-6 ? digits(seconds * 1e6) + " us" : digits(seconds * 1e9) + " ns";
        // tito:end
    }

    /**
     * How much a second, with the prefix of 1000 in front of the unit: {@code rate(2e9, 1, "FLOP")} is
     * {@code "2.00 GFLOP/s"}, {@code rate(60, 2, "it")} is {@code "30 it/s"}, {@code rate(61_706, 1, "it")} is
     * {@code "61.7 kit/s"}. No time has passed ({@code seconds} is 0): the rate is unknown, {@code "? it/s"}.
     *
     * @param amount  how much was done
     * @param seconds in how long, 0 or more
     * @param unit    of the amount: {@code "FLOP"}, {@code "it"}, {@code "B"}
     */
    public static String rate(double amount, double seconds, String unit) {
        // tito:begin setup.format
        return (seconds == 0 ? "? " : scaled(amount / seconds, 1000, COUNT_UNITS)) + unit + "/s";
        // tito:end
    }

    /**
     * Any number, as short as it can be said: whole numbers below a million without decimals ({@code 128}), others with four
     * significant digits ({@code 0.9821}, {@code 1.500}, {@code 1.234e-05}); {@code NaN}, {@code Infinity} by name.
     */
    public static String number(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return String.valueOf(value);
        }
        if (value == Math.rint(value) && size < 1e6) {
            return String.valueOf((long) value);
        }
        if (size < 1e-3 || size >= 1e6) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        int decimals = Math.clamp(3 - (int) Math.floor(Math.log10(size)), 0, 6);
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A fraction in whole percent: {@code percent(0.053)} is {@code "5%"}. */
    public static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.0f%%", 100 * fraction);
    }

    /** How many times as much: {@code times(3.5)} is {@code "3.50 x"}. */
    public static String times(double factor) {
        return digits(factor) + " x";
    }

    /** Three digits where the number is below 1000 ({@code 1.23}, {@code 12.3}, {@code 123}), and whole above ({@code 1234}). */
    static String digits(double value) {
        double size = Math.abs(value);
        int decimals = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
