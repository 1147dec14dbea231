package tinytorch.tensor;

/**
 * An array for numbers that are needed for a moment only, which grows when more are. Each thread and each use keeps one of its own: a new array every time would be filled with zeros that
 * nobody reads, and lie in memory that no cache holds.
 */
public final class Buffer {
    private float[] data = new float[0];

    /** An array of at least so many numbers, until it is asked for again. What is in it is left over. */
    public float[] of(int length) {
        if (data.length < length) {
            data = new float[length];
        }
        return data;
    }
}
