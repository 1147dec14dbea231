package tinytorch.board;

/**
 * The numbers that a board shows of an entry and orders by. They are the same numbers: nothing finer than what is shown decides, so that a rank
 * tells nothing about hidden labels that its figure does not.
 *
 * @param accuracy from 0 to 1
 * @param bits per character; NaN where the task is not text
 * @param p95 milliseconds, to a hundredth
 * @param bytes size on disk
 */
public record Figures(double accuracy, double bits, double p95, long bytes) {

    /** Until the close the public part, accuracy to a tenth of a point and bits to a hundredth. Afterwards the private part, a hundred times finer. */
    public static Figures of(Measures measures, boolean closed) {
        return closed ? new Figures(round(measures.privateAccuracy(), 100_000), round(measures.privateBits(), 10_000), round(measures.p95(), 100), measures.bytes())
                : new Figures(round(measures.publicAccuracy(), 1000), round(measures.publicBits(), 100), round(measures.p95(), 100), measures.bytes());
    }

    /** Accuracy in points for each megabyte (10^6 bytes). */
    public double efficiency() {
        return accuracy * 100 / (bytes / 1e6);
    }

    /** Whether everything that the order needs was measured. */
    boolean rankable() {
        return accuracy >= 0 && accuracy <= 1 && p95 >= 0 && p95 < Double.POSITIVE_INFINITY && bytes > 0; // false for NaN
    }

    /** To the nearest 1/parts, halves up. NaN and the infinities stay what they are: {@code Math.round} would make them numbers. */
    static double round(double value, int parts) {
        return Double.isFinite(value) ? Math.round(value * parts) / (double) parts : value;
    }
}
