package tinytorch.text.attention;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * The keys and values of the tokens so far of one attention layer, so that a new token costs one row of attention and not a square. Memory for
 * the whole context is taken once.
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

    /** Puts keys and values (batch, heads, T, dim) of T more tokens behind those that are there. */
    public void append(Tensor newKeys, Tensor newValues) {
        int more = newKeys.dim(2);
        if (length + more > capacity()) {
            throw new ShapeException("KeyValueCache.append: " + more + " tokens more than the " + length + " there are do not fit a capacity of "
                    + capacity() + ". Drop the oldest tokens and begin a new cache.");
        }
        keys.narrow(2, length, more).copyFrom(newKeys);
        values.narrow(2, length, more).copyFrom(newValues);
        length += more;
    }

    /** The keys so far: a view of shape (batch, heads, length, dim). */
    public Tensor keys() {
        return keys.narrow(2, 0, length);
    }

    /** The values so far: a view of shape (batch, heads, length, dim). */
    public Tensor values() {
        return values.narrow(2, 0, length);
    }

    /** Forgets all tokens. */
    public void clear() {
        length = 0;
    }
}
