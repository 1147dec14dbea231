package tinytorch.text.token;

import java.util.PriorityQueue;

/**
 * The pair that occurs most often, without looking at all pairs for it: a queue in which each pair stands with the count that it had when it was put
 * there.
 *
 * <p>Merging makes the counts of old pairs smaller. They are not searched for in the queue: only when an entry comes out first, its count is compared
 * with the true one, and if that is smaller the pair goes back with it ("lazy" updates). Every pair has an entry that is not below its true count, so
 * the first entry that is right is the largest.
 */
final class Candidates {
    private record Entry(long count, int pair) {
    }

    private final PairCounts pairs;
    private final ByteStrings tokens;
    private final PriorityQueue<Entry> queue = new PriorityQueue<>((a, b) -> a.count != b.count ? Long.compare(b.count, a.count) : compare(b.pair, a.pair));

    /** @param tokens the bytes of all tokens, by id; more may be added later */
    Candidates(PairCounts pairs, ByteStrings tokens) {
        this.pairs = pairs;
        this.tokens = tokens;
    }

    /**
     * Which of two pairs is the larger one, for pairs that occur equally often: the one whose left token is larger; if those are equal, the one whose
     * right token is. Tokens are compared as byte strings ({@link ByteStrings#compare}): what ids they have does not matter. Python's {@code max} of
     * tuples of bytes does so.
     *
     * <p>Worked example: ("BA", "A") is larger than ("B", "ZZ"), as "BA" is larger than "B", and larger than ("A", "Z").
     *
     * @return above 0 if it is a, below 0 if it is b, 0 if they are equal
     */
    int compare(int a, int b) {
        // tito:begin token.train
        int left = tokens.compare(pairs.left(a), pairs.left(b));
        return left != 0 ? left : tokens.compare(pairs.right(a), pairs.right(b));
        // tito:end
    }

    /** Puts all pairs that occur, from this number on, into the queue with their counts. */
    void offer(int from) {
        for (int pair = from; pair < pairs.size(); pair++) {
            if (pairs.count(pair) > 0) {
                queue.add(new Entry(pairs.count(pair), pair));
            }
        }
    }

    /**
     * Takes the pair with the largest count out of the queue, of pairs with the same count the largest as {@link #compare} says. {@code queue.poll()}
     * gives the entries in this order; one whose count is no longer true goes back with the true count, or not at all if that is 0.
     *
     * @return the pair's number, -1 if no pair is left that occurs
     */
    int take() {
        // tito:begin token.train
        while (!queue.isEmpty()) {
            Entry entry = queue.poll();
            long count = pairs.count(entry.pair);
            if (count == entry.count) {
                return entry.pair;
            }
            if (count > 0) {
                queue.add(new Entry(count, entry.pair));
            }
        }
        return -1;
        // tito:end
    }
}
