package tinytorch.board;

import tinytorch.model.Score;

/**
 * The numbers that a board shows of an entry and orders by. They are the same numbers: nothing finer than what is shown decides, so that a rank
 * tells nothing about hidden labels that its figure does not.
 *
 * @param accuracy from 0 to 1
 * @param bits per character; NaN where the task is not text
 * @param p95 milliseconds, to a thousandth
 * @param bytes size on disk
 */
public record Figures(double accuracy, double bits, double p95, long bytes) {

    /** A public accuracy changes by no fewer examples than so many: else whoever changes the answer to one would be told whether it is right. */
    private static final int TOGETHER = 5;

    /**
     * Until the close the public part: accuracy to a tenth of a point, or to five examples where that is coarser, and bits to a hundredth. Afterwards the
     * private part, a hundred times finer.
     */
    public static Figures of(Score score, boolean closed) {
        Score.Part part = closed ? score.privatePart() : score.publicPart();
        int steps = closed ? 100_000 : Math.clamp(part.examples() / TOGETHER, 1, 1000);
        return new Figures(round(part.accuracy(), steps), round(part.bitsPerCharacter(), closed ? 10_000 : 100),
                millis(score.latency().p95()), score.bytes());
    }

    /** A time as it is shown, milliseconds to a thousandth. */
    public static double millis(double time) {
        return round(time, 1000);
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
