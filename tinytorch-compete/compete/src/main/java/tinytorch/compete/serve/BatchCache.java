package tinytorch.compete.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;

/**
 * The keys and values of all layers for sequences that come and go and are not equally long. Module 13's {@code KeyValueCache} holds one layer, and all its sequences have one length; a server has a
 * reader who just came beside one who has written for minutes. Memory for all is taken once, at the start: then it is known that it suffices.
 *
 * <pre>
 * keys of a layer, (slots, heads, capacity, dim); one row a slot is shown
 *
 * slot 0   [ k k k k k k |        ]   length 6      its next token goes to place 6
 * slot 1   [ k k |                ]   length 2      its next to place 2
 * slot 2   [                      ]   length 0      free
 * </pre>
 *
 * <p>Sequences that are computed together are neighbours: slots {@code first} to {@code first + count - 1}, so that what they hold is a view and nothing is copied for a step. When one ends,
 * {@link #move} puts the last one in its place.
 */
public final class BatchCache {
    private final List<Tensor> keys = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();
    private final int[] lengths;
    private final int capacity;

    /**
     * Free slots.
     *
     * @param slots    how many sequences there may be at a time
     * @param capacity how many tokens of each
     * @param heads    of each layer's attention: as many numbers as there are layers
     * @param dim      numbers in a key or value of one head
     */
    public BatchCache(int slots, int capacity, int[] heads, int dim) {
        if (slots < 1 || capacity < 1 || dim < 1 || heads.length == 0 || Arrays.stream(heads).anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("BatchCache: slots, capacity, heads of each layer and dim must be 1 or more, got " + slots + ", " + capacity + ", " + Arrays.toString(heads) + " and "
                    + dim + ".");
        }
        this.lengths = new int[slots];
        this.capacity = capacity;
        for (int count : heads) {
            keys.add(Tensor.zeros(slots, count, capacity, dim));
            values.add(Tensor.zeros(slots, count, capacity, dim));
        }
    }

    /** How many sequences there may be at a time. */
    public int slots() {
        return lengths.length;
    }

    /** How many tokens of each. */
    public int capacity() {
        return capacity;
    }

    /** How many tokens of the sequence in a slot are there. */
    public int length(int slot) {
        return lengths[slot];
    }

    /** Of several neighbours. */
    public int[] lengths(int first, int count) {
        return Arrays.copyOfRange(lengths, first, first + count);
    }

    /**
     * Puts the keys and values of T more tokens of one layer behind those that are there: each sequence behind its own. Lengths stay as they are until all layers have written ({@link #advance}): every
     * layer writes the same tokens.
     *
     * <p>Row b of {@code newKeys} goes to slot {@code first + b}, places {@code length(first + b)} to {@code length(first + b) + T - 1} ({@link Tensor#select}, {@link Tensor#narrow},
     * {@link Tensor#copyFrom}).
     *
     * <p>Worked example: slots 0 and 1 hold 6 and 2 tokens, T = 1: the new keys go to place 6 of slot 0 and place 2 of slot 1.
     *
     * @param newKeys   (count, heads, T, dim)
     * @param newValues (count, heads, T, dim)
     * @throws ShapeException if they are not of that shape, or do not fit; nothing is changed then
     */
    public void write(int layer, int first, Tensor newKeys, Tensor newValues) {
        check(layer, first, newKeys);
        check(layer, first, newValues);
        if (!newKeys.shape().equals(newValues.shape())) {
            throw new ShapeException("BatchCache.write", "every key needs a value", newKeys.shape(), newValues.shape(), "Left are the keys, right the values.");
        }
        // tito:begin compete.cache
        Tracking.off(() -> {
            for (int b = 0; b < newKeys.dim(0); b++) {
                int length = lengths[first + b];
                keys.get(layer).select(0, first + b).narrow(1, length, newKeys.dim(2)).copyFrom(newKeys.select(0, b));
                values.get(layer).select(0, first + b).narrow(1, length, newKeys.dim(2)).copyFrom(newValues.select(0, b));
            }
            return null;
        });
        // tito:end
    }

    /** Counts T more tokens of {@code count} neighbours, after every layer has written them. */
    public void advance(int first, int count, int tokens) {
        // tito:begin compete.cache
        for (int slot = first; slot < first + count; slot++) {
            lengths[slot] += tokens;
        }
        // tito:end
    }

    /** The first {@code tokens} keys of a layer, (count, heads, tokens, dim): a view. Behind a sequence's own end stands what was there before, which a mask must hide. */
    public Tensor keys(int layer, int first, int count, int tokens) {
        // tito:begin compete.cache
        return keys.get(layer).narrow(0, first, count).narrow(2, 0, tokens);
        // tito:end
    }

    /** The values that belong to {@link #keys}. */
    public Tensor values(int layer, int first, int count, int tokens) {
        // tito:begin compete.cache
        return values.get(layer).narrow(0, first, count).narrow(2, 0, tokens);
        // tito:end
    }

    /**
     * Moves a sequence to another slot, whose own is forgotten; the slot it came from is free afterwards. In every layer, only the tokens that are there: {@code length} of {@code capacity}.
     *
     * <p>Worked example: slots 0, 1, 2 are in use and 0 ends: {@code move(2, 0)}, and slots 0 and 1 are neighbours again.
     */
    public void move(int from, int to) {
        // tito:begin compete.move
        if (from == to) {
            return;
        }
        int length = lengths[from];
        Tracking.off(() -> {
            for (int layer = 0; layer < keys.size(); layer++) {
                copy(keys.get(layer), from, to, length);
                copy(values.get(layer), from, to, length);
            }
            return null;
        });
        lengths[to] = length;
        lengths[from] = 0;
        // tito:end
    }

    /** Copies the first tokens of one slot to another. */
    private static void copy(Tensor all, int from, int to, int tokens) {
        // tito:begin compete.move
        all.select(0, to).narrow(1, 0, tokens).copyFrom(all.select(0, from).narrow(1, 0, tokens));
        // tito:end
    }

    /** Forgets the sequence in a slot. Its numbers need not be overwritten: nobody looks behind the length. */
    public void clear(int slot) {
        // tito:begin compete.cache
        lengths[slot] = 0;
        // tito:end
    }

    private void check(int layer, int first, Tensor more) {
        Tensor all = keys.get(layer);
        if (more.rank() != 4 || more.dim(1) != all.dim(1) || more.dim(3) != all.dim(3) || first < 0 || first + more.dim(0) > slots()) {
            throw new ShapeException("BatchCache.write", "keys and values are (count, heads, T, dim), for slots " + first + " and after", more.shape(), all.shape(),
                    "Left is what is written, right all slots of the layer.");
        }
        for (int b = 0; b < more.dim(0); b++) {
            if (lengths[first + b] + more.dim(2) > capacity) {
                throw new ShapeException("BatchCache.write: " + more.dim(2) + " tokens more than the " + lengths[first + b] + " of slot " + (first + b) + " do not fit a capacity of " + capacity
                        + ". Slide it first.");
            }
        }
    }
}
