package tinytorch.compress.lab;

/**
 * One compressed network: what it costs and what it can do.
 *
 * @param kind     how it was made
 * @param name     which of its kind
 * @param bytes    of its file
 * @param accuracy on the test pictures
 */
record Point(String kind, String name, long bytes, double accuracy) {

    /** Whether this one is at least as good in both, and better in one. */
    boolean beats(Point other) {
        return bytes <= other.bytes && accuracy >= other.accuracy && (bytes < other.bytes || accuracy > other.accuracy);
    }
}
