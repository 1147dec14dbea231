package tinytorch.compete.serve;

/**
 * What is read when a text gets longer than the context. Keys and values in the cache were computed with the vectors of their positions. With a table of positions (GPT-2, and this course's {@code Gpt})
 * the oldest token can't just be dropped: every other one would stand at another position, so all that is in the cache would be wrong. What is left must be read again from position 0.
 *
 * <pre>
 * keep = context        nanoGPT's way: always the last `context` tokens, and past the context every token costs a pass over all of them
 * keep = context / 2    when the cache is full, half of it is read again: a pass over context / 2 tokens every context / 2 + 1 tokens, which is about
 *                       one more for each, but just then the model sees only the last half
 * </pre>
 *
 * <p>Either way the answer is exactly the model's for the tokens of the window. A model with rotary positions can slide without reading anything again: {@link RollingCache}.
 *
 * @param context the most tokens the model looks at
 * @param keep    how many it looks at after sliding, from 1 to context
 */
public record SlidingWindow(int context, int keep) {

    public SlidingWindow {
        if (context < 1 || keep < 1 || keep > context) {
            throw new IllegalArgumentException("SlidingWindow: the context is 1 or more and 1 to all of it are kept, got " + context + " and " + keep + ". Try context / 2.");
        }
    }

    /**
     * What to read.
     *
     * @param from  the first token to read, counted from the beginning of the text
     * @param fresh whether the cache is cleared before
     */
    public record Reading(int from, boolean fresh) {
    }

    /**
     * What to read so that the cache ends with token {@code length - 1}. If that fits, the tokens after those that were read before, with the cache as it is. If not, the last {@code keep}, with a cleared
     * cache; or all, if there are fewer.
     *
     * <p>Worked example: context 4, keep 2, one token after the other: lengths 1 to 4 read one each. At length 5, with the cache full, tokens 3 and 4 are read at positions 0 and 1; then tokens 5 and 6 one
     * by one, and length 8 reads 6 and 7 anew.
     *
     * @param length how many tokens the text has
     * @param read   how many of them were read before: the cache ends with token {@code read - 1}
     * @param cached how many are in the cache, of those the last
     */
    public Reading next(int length, int read, int cached) {
        if (read < cached || length <= read) {
            throw new IllegalArgumentException("SlidingWindow.next: what is cached was read, and there is a token more than was read; got length " + length + ", read " + read + ", cached " + cached + ".");
        }
        // tito:begin compete.slide
        if (cached + length - read <= context) {
            return new Reading(read, false);
        }
        return new Reading(Math.max(0, length - keep), true);
        // tito:end
    }

    /**
     * How many tokens the model reads to write so many, one at a time from nothing: what {@link #next} says, added up.
     *
     * <p>Worked example: context 4. With keep 2, 8 tokens take 1 + 1 + 1 + 1 + 2 + 1 + 1 + 2 = 10; with keep 4 they take 4 + 4 * 4 = 20.
     */
    public long tokensRead(int length) {
        // tito:begin compete.slide
        long all = 0;
        int cached = 0;
        for (int n = 1; n <= length; n++) {
            Reading reading = next(n, n - 1, cached);
            all += n - reading.from();
            cached = reading.fresh() ? n - reading.from() : cached + n - reading.from();
        }
        return all;
        // tito:end
    }
}
