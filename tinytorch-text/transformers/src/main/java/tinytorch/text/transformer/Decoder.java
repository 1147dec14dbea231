package tinytorch.text.transformer;

import java.util.List;
import tinytorch.tensor.Tensor;
import tinytorch.text.attention.KeyValueCache;

/**
 * Asks a model again and again what comes next, for a batch of sequences that grow by a token each time.
 *
 * <pre>
 * without a cache     every time the whole text so far is read: for n tokens n (n + 1) / 2 passes of a token
 * with a cache        the prompt is read once, then one token each time: n passes of a token
 * past the context    the oldest token goes, so every other gets another position: the window is read anew each time, cache or not
 * </pre>
 *
 * <p>A model whose positions are relative (rotary ones) could keep its cache while it slides; with a table of positions that is not possible.
 */
final class Decoder {
    private final Gpt model;
    private final int context;
    /** One a layer; none if every pass reads all. */
    private final List<KeyValueCache> caches;
    /** How many tokens of each sequence the caches hold, counted from the sequence's beginning. */
    private int seen;

    Decoder(Gpt model, int batch, boolean cached) {
        this.model = model;
        this.context = model.config().context();
        this.caches = cached ? model.caches(batch) : List.of();
    }

    /**
     * What may come after the first {@code length} tokens of every sequence: {@link Gpt#next} of the tokens that are not in the caches yet, with the
     * caches. Without caches, and whenever more tokens than the context are there, it is asked for the last {@code context} tokens from scratch
     * ({@link KeyValueCache#clear}), as nanoGPT crops its input.
     *
     * <p>Worked example: context 4, cached, a prompt of 2 tokens: length 2 reads tokens 0 and 1; length 3 reads token 2; length 4 reads token 3; length 5
     * reads tokens 1 to 4 at positions 0 to 3, and length 6 tokens 2 to 5.
     *
     * @param ids    of each sequence, at least {@code length}
     * @param length one more than at the last call, or anything at the first
     * @return (B, vocabulary)
     */
    Tensor next(int[][] ids, int length) {
        // tito:begin transformer.cache
        if (caches.isEmpty() || length > context) {
            caches.forEach(KeyValueCache::clear);
            seen = Math.max(0, length - context);
        }
        Tensor unread = tokens(ids, seen, length);
        seen = length;
        return model.next(unread, caches);
        // tito:end
    }

    /** The tokens {@code from} to {@code to - 1} of every sequence, (B, to - from). */
    private static Tensor tokens(int[][] ids, int from, int to) {
        float[] part = new float[ids.length * (to - from)];
        for (int row = 0; row < ids.length; row++) {
            for (int i = from; i < to; i++) {
                part[row * (to - from) + i - from] = ids[row][i];
            }
        }
        return Tensor.wrap(part, ids.length, to - from);
    }
}
