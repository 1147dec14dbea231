package tinytorch.course.quiz;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a number is asked in, and how people write such numbers: {@code 1.5 GB}, {@code 3e9}, {@code 20 GFLOP/s}, {@code 12 ms}.
 *
 * @param name  as the question says it, such as {@code ms}
 * @param base  the same without its prefix, such as {@code s}
 * @param scale how many of the base it is worth, such as 0.001
 */
public record Unit(String name, String base, double scale) {
    private static final Pattern NUMBER = Pattern.compile("([+-]?(?:\\d+\\^\\d+|(?:\\d[\\d_]*\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?))\\s*(.*)");
    private static final Pattern SCALED = Pattern.compile("(.*?)(FLOP/s|B/s|FLOP|B|s)");
    private static final Pattern COMMA = Pattern.compile("[+-]?\\d+,\\d.*");
    private static final Map<String, Double> PREFIXES = Map.ofEntries(Map.entry("", 1.0), Map.entry("n", 1e-9), Map.entry("u", 1e-6),
            Map.entry("µ", 1e-6), Map.entry("m", 1e-3), Map.entry("k", 1e3), Map.entry("K", 1e3), Map.entry("M", 1e6), Map.entry("G", 1e9),
            Map.entry("T", 1e12), Map.entry("Ki", 1024.0), Map.entry("Mi", 0x1p20), Map.entry("Gi", 0x1p30), Map.entry("Ti", 0x1p40));

    /** {@code ms} is a thousandth of {@code s}; a name that is none of the known measures, such as {@code tokens}, is its own base. */
    public static Unit of(String name) {
        Matcher scaled = SCALED.matcher(name);
        if (scaled.matches() && PREFIXES.containsKey(scaled.group(1))) {
            return new Unit(name, scaled.group(2), PREFIXES.get(scaled.group(1)));
        }
        return new Unit(name, name, 1);
    }

    /** Whether it is none: a count, or how many times as much. */
    public boolean pure() {
        return name.isEmpty() || name.equals("x");
    }

    /**
     * The number that somebody typed, in the base unit. Without a unit it is meant in the one that was asked for.
     *
     * @throws IllegalArgumentException if it is no such number; the message says what to type instead
     */
    public double parse(String typed) {
        String text = typed.strip();
        if (COMMA.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' can be read in two ways. Write a point for decimals and nothing between thousands: 1.5, 1500.");
        }
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no number. " + example());
        }
        double value = value(number.group(1).replace("_", ""));
        if (!(value >= 0)) {
            throw new IllegalArgumentException("no answer here is negative, and '" + text + "' is.");
        }
        return value * scale(number.group(2));
    }

    private static double value(String number) {
        String[] power = number.split("\\^");
        return power.length == 1 ? Double.parseDouble(number) : Math.pow(Double.parseDouble(power[0]), Double.parseDouble(power[1]));
    }

    private double scale(String typed) {
        if (typed.isEmpty()) {
            return scale;
        }
        if (typed.equalsIgnoreCase(base)) {
            return 1;
        }
        boolean whole = typed.endsWith(base);
        String prefix = whole ? typed.substring(0, typed.length() - base.length()).strip() : typed.split("\\s")[0];
        if (base.equals("s") && typed.matches("min|h")) {
            return typed.equals("h") ? 3600 : 60;
        }
        boolean counts = whole || prefix.matches("[kKMGT]i?") && typed.matches("\\S+");   // "3 M" is understood, "3 m" would be a guess
        if (!counts || !PREFIXES.containsKey(prefix)) {
            throw new IllegalArgumentException("'" + typed + "' is no unit of this answer. " + example());
        }
        return PREFIXES.get(prefix);
    }

    private String example() {
        return "Type a number" + (pure() ? "" : " in " + name) + ", such as " + (switch (base) {
            case "B" -> "1.5 GB, 24 MiB or 3e9 B";
            case "s" -> "0.2 s, 12 ms or 3 us";
            case "B/s" -> "1.5 GB/s";
            case "FLOP/s" -> "20 GFLOP/s";
            case "FLOP" -> "2 GFLOP or 3e9";
            default -> "12, 1.5, 20 k or 3e9";
        }) + ".";
    }
}
