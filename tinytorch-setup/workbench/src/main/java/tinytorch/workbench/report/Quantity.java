package tinytorch.workbench.report;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as {@link tinytorch.workbench.Format} writes it, read back: {@code "1.50 ms"} is 0.0015 of the unit {@code s}.
 *
 * @param value in that unit
 * @param unit  without prefix, empty for a plain number: {@code s}, {@code B}, {@code %}, {@code x}, {@code FLOP/s}
 */
record Quantity(double value, String unit) {
    private static final Pattern SIMPLE = Pattern.compile("([-+]?[0-9][0-9,]*(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)\\s*([A-Za-z%/]*)");
    private static final Pattern MINUTES = Pattern.compile("([0-9]+) min ([0-9]+) s");
    private static final Pattern HOURS = Pattern.compile("([0-9]+) h ([0-9]+) min");
    private static final Map<String, Quantity> SCALED = Map.ofEntries(
            Map.entry("ns", new Quantity(1e-9, "s")), Map.entry("us", new Quantity(1e-6, "s")), Map.entry("ms", new Quantity(1e-3, "s")),
            Map.entry("KiB", new Quantity(0x1p10, "B")), Map.entry("MiB", new Quantity(0x1p20, "B")), Map.entry("GiB", new Quantity(0x1p30, "B")),
            Map.entry("TiB", new Quantity(0x1p40, "B")), Map.entry("k", new Quantity(1e3, "")), Map.entry("M", new Quantity(1e6, "")),
            Map.entry("G", new Quantity(1e9, "")), Map.entry("T", new Quantity(1e12, "")));
    private static final String PREFIXES = "kMGT";

    /** What a cell says; nothing if it is not one number with at most one unit. */
    static Optional<Quantity> of(String cell) {
        String text = cell.strip();
        Matcher hours = HOURS.matcher(text);
        if (hours.matches()) {
            return Optional.of(new Quantity(3600.0 * Integer.parseInt(hours.group(1)) + 60.0 * Integer.parseInt(hours.group(2)), "s"));
        }
        Matcher minutes = MINUTES.matcher(text);
        if (minutes.matches()) {
            return Optional.of(new Quantity(60.0 * Integer.parseInt(minutes.group(1)) + Integer.parseInt(minutes.group(2)), "s"));
        }
        Matcher simple = SIMPLE.matcher(text);
        return simple.matches() ? Optional.of(inBase(Double.parseDouble(simple.group(1).replace(",", "")), simple.group(2))) : Optional.empty();
    }

    private static Quantity inBase(double number, String unit) {
        String rate = unit.endsWith("/s") ? "/s" : "";
        String amount = unit.substring(0, unit.length() - rate.length());
        Quantity scaled = SCALED.get(amount);
        if (scaled != null) {
            return new Quantity(number * scaled.value, scaled.unit + rate);
        }
        int prefix = amount.length() > 1 && !rate.isEmpty() ? PREFIXES.indexOf(amount.charAt(0)) : -1;   // "kit/s", not "B/s"
        return prefix < 0 ? new Quantity(number, unit) : new Quantity(number * Math.pow(1000, prefix + 1), unit.substring(1));
    }
}
