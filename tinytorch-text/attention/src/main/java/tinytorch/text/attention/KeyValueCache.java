package tinytorch.text.attention;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * The keys and values of the tokens so far of one attention layer, so that a new token costs one row of attention and not a square. Memory for
 * the whole context is taken once.
 *
 * <pre>
 *            0        length            capacity
 * keys       [ k k k k |  free            ]      for each sequence and head, a row of dim numbers a token
 * values     [ v v v v |  free            ]
 * </pre>
 *
 * <p>All sequences of the batch are equally long. It is for writing text, not for learning: no gradient flows back into what was copied.
 */
public final class KeyValueCache {
    private final Tensor keys;
    private final Tensor values;
    private int length;

    /** An empty cache for keys and values of shape (batch, heads, up to capacity, dim). */
    public KeyValueCache(int batch, int heads, int capacity, int dim) {
        this.keys = Tensor.zeros(batch, heads, capacity, dim);
        this.values = Tensor.zeros(batch, heads, capacity, dim);
    }

    /** How many tokens are in it. */
    public int length() {
        return length;
    }

    /** How many tokens fit. */
    public int capacity() {
        return keys.dim(2);
    }

    /**
     * Puts keys and values of T more tokens behind those that are there: copies them to the tokens from {@link #length} on
     * ({@link Tensor#narrow}, {@link Tensor#copyFrom}), and counts them. A refused call changes nothing.
     *
     * @param newKeys   (batch, heads, T, dim)
     * @param newValues (batch, heads, T, dim)
     * @throws ShapeException        if they are not of that shape, or do not fit
     * @throws IllegalStateException if a gradient is wanted through them: it would be lost without a word
     */
    public void append(Tensor newKeys, Tensor newValues) {
        check(newKeys);
        check(newValues);
        if (newKeys.dim(2) != newValues.dim(2)) {
            throw new ShapeException("KeyValueCache.append", "every key needs a value", newKeys.shape(), newValues.shape(), "Left are the keys, right the values.");
        }
        if (Tracking.isOn() && (newKeys.requiresGrad() || newValues.requiresGrad())) {
            throw new IllegalStateException("KeyValueCache.append: no gradient goes through a cache. Write text inside of Tracking.off, train without a cache.");
        }
        int more = newKeys.dim(2);
        if (length + more > capacity()) {
            throw new ShapeException("KeyValueCache.append: " + more + " tokens more than the " + length + " there are do not fit a capacity of "
                    + capacity() + ". Drop the oldest tokens and begin a new cache.");
        }
        // tito:begin attention.cache
        keys.narrow(2, length, more).copyFrom(newKeys);
        values.narrow(2, length, more).copyFrom(newValues);
        length += more;
        // tito:end
    }

    /** The keys so far: a view of shape (batch, heads, length, dim). */
    public Tensor keys() {
        // tito:begin attention.cache
        return keys.narrow(2, 0, length);
        // tito:end
    }

    /** The values so far: a view of shape (batch, heads, length, dim). */
    public Tensor values() {
        // tito:begin attention.cache
        return values.narrow(2, 0, length);
        // tito:end
    }

    /**
     * Forgets all but the first tokens, as if the others had never come: to go on otherwise after the same beginning. The memory stays, and what is
     * in it need not be overwritten.
     *
     * @param tokens how many stay, at most {@link #length}
     */
    public void crop(int tokens) {
        if (tokens < 0 || tokens > length) {
            throw new IllegalArgumentException("KeyValueCache.crop: of " + length + " tokens 0 to " + length + " can stay, not " + tokens + ".");
        }
        // tito:begin attention.cache
        length = tokens;
        // tito:end
    }

    /** Forgets all tokens. */
    public void clear() {
        crop(0);
    }

    private void check(Tensor more) {
        if (more.rank() != 4 || more.dim(0) != keys.dim(0) || more.dim(1) != keys.dim(1) || more.dim(3) != keys.dim(3)) {
            throw new ShapeException("KeyValueCache.append", "keys and values are (batch, heads, T, dim), and all but T must be those of the cache",
                    more.shape(), keys.shape(), "Left is what is appended, right the cache. Make a cache for this batch.");
        }
    }
}
