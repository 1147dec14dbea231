package tinytorch.text.token;

import java.util.Arrays;

/**
 * Which pairs of tokens become one, in the order in which training found them: the place of a merge in this list is its <em>rank</em>, and a lower
 * rank goes first.
 */
public final class Merges {
    /** The rank of a pair that is never merged: higher than all others. */
    static final int NEVER = Integer.MAX_VALUE;

    private final PairMap ranks = new PairMap();
    private int[] triples = new int[96];

    /** How many there are. */
    public int size() {
        return ranks.size();
    }

    /** The left token of the merge with this rank. */
    public int left(int rank) {
        return triples[3 * rank];
    }

    /** The right token of the merge with this rank. */
    public int right(int rank) {
        return triples[3 * rank + 1];
    }

    /** The token that the two become. */
    public int result(int rank) {
        return triples[3 * rank + 2];
    }

    /** The rank of a pair; {@link #NEVER} if it is not merged. */
    int rank(int left, int right) {
        int rank = ranks.get(left, right);
        return rank == PairMap.ABSENT ? NEVER : rank;
    }

    /**
     * Adds a merge behind all others.
     *
     * @throws IllegalArgumentException if the pair is merged already
     */
    void add(int left, int right, int result) {
        int rank = size();
        if (rank(left, right) != NEVER) {
            throw new IllegalArgumentException("Merges: merge " + rank + " merges the tokens " + left + " and " + right + ", which merge "
                    + rank(left, right) + " does. Every pair is merged once.");
        }
        if (3 * rank == triples.length) {
            triples = Arrays.copyOf(triples, 2 * triples.length);
        }
        triples[3 * rank] = left;
        triples[3 * rank + 1] = right;
        triples[3 * rank + 2] = result;
        ranks.put(left, right, rank);
    }
}
