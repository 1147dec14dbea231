package tinytorch.course;

import java.util.Locale;

/**
 * How a measured result of a milestone is told.
 *
 * @param metric its name among those that the milestone's program records
 * @param says   a few words with <code>{percent}</code> or <code>{number}</code> in place of the value
 */
public record Measure(String metric, String says) {

    /** The words with this value in them. */
    public String of(double value) {
        return says.replace("{percent}", String.format(Locale.ROOT, "%.1f%%", 100 * value)).replace("{number}", String.format(Locale.ROOT, "%.2f", value));
    }
}
