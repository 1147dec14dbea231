package tinytorch.compete.serve;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.text.attention.Attention;
import tinytorch.text.embedding.RotaryPositions;

/**
 * A cache that slides: the newest token takes the place of the oldest. It works where positions are rotations of queries and keys ({@link RotaryPositions}): a product of a query at position m and a key at
 * n depends on m - n alone, so a key that was turned when it came stays right for ever. (Jiang and others, "Mistral 7B", 2023, call it a rolling buffer cache.)
 *
 * <pre>
 * window 4     place    0    1    2    3
 * 3 tokens              t0   t1   t2   -
 * 6 tokens              t4   t5   t2   t3      t4 took the place of t0, t5 that of t1
 * </pre>
 *
 * <p>The order of keys means nothing to attention: a softmax and a sum don't know it. Only the newest token asks, and it may look at all that are there, so there is no mask either.
 *
 * <p>In a network of several layers a token's numbers also hold what earlier tokens told it, from beyond the window: L layers see L windows far. It is another model than one that reads the window anew, not
 * a faster way to the same numbers; in the first layer, and here, it is the same.
 */
public final class RollingCache {
    private final RotaryPositions positions;
    private final Tensor keys;
    private final Tensor values;
    private int count;

    /**
     * An empty cache.
     *
     * @param window    how many tokens can be seen
     * @param positions a table for as many tokens as will ever come
     */
    public RollingCache(int heads, int window, RotaryPositions positions) {
        this.positions = positions;
        this.keys = Tensor.zeros(1, heads, window, positions.dim());
        this.values = Tensor.zeros(1, heads, window, positions.dim());
    }

    /** How many tokens came, in all. */
    public int count() {
        return count;
    }

    /** How many tokens can be seen. */
    public int window() {
        return keys.dim(2);
    }

    /**
     * The next token: its key, turned by its position ({@link RotaryPositions#rotate} from position {@link #count} on), and its value go to place {@code count % window}; its query, turned likewise, looks at
     * all that are there, {@code min(count + 1, window)} of them.
     *
     * @param query (1, heads, 1, dim), before it is turned
     * @param key   of the same shape
     * @param value of the same shape
     * @return (1, heads, 1, dim)
     */
    public Tensor next(Tensor query, Tensor key, Tensor value) {
        if (!query.shape().equals(key.shape()) || !key.shape().equals(value.shape()) || key.rank() != 4 || key.dim(0) != 1 || key.dim(1) != keys.dim(1) || key.dim(2) != 1) {
            throw new ShapeException("RollingCache.next: query, key and value of one token are (1, " + keys.dim(1) + ", 1, " + keys.dim(3) + "), got " + query.shape() + ", " + key.shape() + " and "
                    + value.shape() + ". Give one token at a time.");
        }
        return Tracking.off(() -> roll(query, key, value));
    }

    /** {@link #next}, with tracking off. */
    private Tensor roll(Tensor query, Tensor key, Tensor value) {
        // tito:begin compete.rolling
        int place = count % window();
        keys.narrow(2, place, 1).copyFrom(positions.rotate(key, count));
        values.narrow(2, place, 1).copyFrom(value);
        Tensor turned = positions.rotate(query, count);
        count++;
        int seen = Math.min(count, window());
        return Attention.attend(turned, keys.narrow(2, 0, seen), values.narrow(2, 0, seen), null);
        // tito:end
    }
}
