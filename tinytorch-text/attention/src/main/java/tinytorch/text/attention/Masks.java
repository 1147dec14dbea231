package tinytorch.text.attention;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * Which queries may look at which keys: 1 for yes, 0 for no. A mask is broadcast to the scores, whose last two axes are queries and keys, so one
 * (queries, keys) mask serves all sequences and heads. {@code null} is the mask that allows everything.
 */
public final class Masks {
    private Masks() {
    }

    /**
     * No token looks ahead. The queries are the <em>last</em> {@code queries} of {@code keys} tokens, the others are in a cache already: so query i is
     * token {@code keys - queries + i}, and may look at key j if {@code j <= keys - queries + i}.
     *
     * <p>Worked example: 2 queries of 4 tokens give
     *
     * <pre>
     * 1 1 1 0     token 2 sees 0, 1, 2
     * 1 1 1 1     token 3 sees all
     * </pre>
     *
     * @return (queries, keys)
     * @throws ShapeException if there are more queries than keys: the first would see nothing
     */
    public static Tensor causal(int queries, int keys) {
        if (queries < 0 || queries > keys) {
            throw new ShapeException("Masks.causal: the queries are the last of the keys' tokens, so there are at least as many keys. Got " + queries
                    + " queries and " + keys + " keys. Exchange them if they are swapped.");
        }
        // tito:begin attention.masks
        float[] mask = new float[Math.multiplyExact(queries, keys)];
        for (int i = 0; i < queries; i++) {
            for (int j = 0; j <= keys - queries + i; j++) {
                mask[i * keys + j] = 1;
            }
        }
        return Tensor.wrap(mask, queries, keys);
        // tito:end
    }

    /**
     * No query looks at padding.
     *
     * @param present (B, S): 1 where a sequence of the batch has a token, 0 where it was filled up, as the tokenizer's attention mask says
     * @return (B, 1, 1, S), a view: the same for every head and every query of a sequence
     * @throws ShapeException if it has not two axes
     */
    public static Tensor padding(Tensor present) {
        if (present.rank() != 2) {
            throw new ShapeException("Masks.padding: an attention mask is (B, S), a number for every token of every sequence, got " + present.shape()
                    + ". A single sequence needs unsqueeze(0).");
        }
        // tito:begin attention.masks
        return present.unsqueeze(1).unsqueeze(1);
        // tito:end
    }

    /**
     * Allowed where both masks allow it: their product, broadcast, so a causal (T, S) and a padding (B, 1, 1, S) give (B, 1, T, S). If one is
     * {@code null}, the other; if both are, {@code null}.
     */
    public static Tensor both(Tensor a, Tensor b) {
        // tito:begin attention.masks
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.mul(b);
        // tito:end
    }
}
