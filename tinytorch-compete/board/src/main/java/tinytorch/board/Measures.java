package tinytorch.board;

/**
 * What the evaluator measured of one submission. A number that was not measured is NaN.
 *
 * @param publicAccuracy on the public part of the hidden set, from 0 to 1: what the board shows, rounded, until the close
 * @param privateAccuracy on the private part, revealed at the close
 * @param publicBits bits per character on the public part, for text alone
 * @param privateBits bits per character on the private part, for text alone
 * @param p50 median milliseconds of one example
 * @param p95 the time in milliseconds that 95 of 100 single examples stayed under
 * @param p95Low lower quartile of the p95 of several blocks of calls
 * @param p95High upper quartile of them
 * @param bytes size on disk: both files, uncompressed
 * @param peakMemory bytes, the most that the evaluator's process used
 * @param examples how many were evaluated
 * @param seconds what the whole evaluation took
 */
public record Measures(double publicAccuracy, double privateAccuracy, double publicBits, double privateBits, double p50, double p95, double p95Low,
        double p95High, long bytes, long peakMemory, int examples, double seconds) {
}
