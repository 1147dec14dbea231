package tinytorch.workbench;

import java.util.Arrays;

/**
 * What a set of repeated measurements says: smallest, quartiles, largest.
 *
 * <p>Times are summarised by the <em>median</em>, not the mean: the operating system interrupts a few repeats, those
 * become ten times slower, and they would move the mean but not the middle. The spread is told by the quartiles for the
 * same reason. This is what {@code torch.utils.benchmark} reports ({@code median} and {@code iqr}).
 *
 * @param count  how many values
 * @param min    the smallest
 * @param q1     the lower quartile: a quarter of the values are below
 * @param median the middle: half of the values are below
 * @param q3     the upper quartile: three quarters are below
 * @param max    the largest
 */
public record Statistics(int count, double min, double q1, double median, double q3, double max) {

    /**
     * The statistics of these values, which may come in any order and are not changed. Quartiles are
     * {@link #quantile quantiles} 0.25, 0.5 and 0.75. Of {@code 4, 1, 3, 2}: min 1, q1 1.75, median 2.5, q3 3.25, max 4.
     *
     * @throws IllegalArgumentException if there are no values, or one is not a number (NaN)
     */
    public static Statistics of(double... values) {
        // tito:begin setup.statistics
        if (values.length == 0) {
            throw new IllegalArgumentException("Statistics.of: no values have no median. Measure at least once.");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        if (Double.isNaN(sorted[last])) {
            throw new IllegalArgumentException("Statistics.of: NaN has no place in an order. Find the measurement that gave it.");
        }
        return new Statistics(sorted.length, sorted[0], quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75), sorted[last]);
        // tito:end
    }

    /**
     * The value below which this fraction of the sorted values lies. The position is {@code fraction * (n - 1)}; between two
     * positions the value is taken in proportion (NumPy's and PyTorch's {@code linear}). Of {@code 10, 20, 30, 40}, the
     * quantile 0.25 is at position 0.75: three quarters of the way from 10 to 20, so 17.5.
     *
     * @param sorted   values from small to large, at least one
     * @param fraction from 0 (the smallest) to 1 (the largest)
     */
    static double quantile(double[] sorted, double fraction) {
        // tito:begin setup.statistics
        double position = fraction * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
        // tito:end
    }

    /** The spread of the middle half, {@code q3 - q1}, in the unit of the values (interquartile range). */
    public double iqr() {
        return q3 - q1;
    }

    /**
     * The spread as a fraction of the median, {@code iqr / median}: 0.05 means that the middle half of the repeats lies
     * within 5%. Above about 0.1 a measurement is too restless to compare with another. 0 when the median is 0.
     */
    public double spread() {
        return median == 0 ? 0 : iqr() / Math.abs(median);
    }
}
