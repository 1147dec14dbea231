package tinytorch.text.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often each pair of neighbouring tokens occurs in a corpus, and in which words. Pairs are numbered as they are met; a pair that no longer occurs
 * keeps its number and has the count 0.
 */
final class PairCounts {
    /** For {@link #add}: all pairs list the word. */
    static final int ALL = -1;

    private final PairMap numbers = new PairMap();
    private final IntList lefts = new IntList();
    private final IntList rights = new IntList();
    private final List<IntList> words = new ArrayList<>();
    private long[] counts = new long[32];

    /** The number of a pair, a new one with the count 0 if it was never met. */
    int number(int left, int right) {
        int number = numbers.get(left, right);
        if (number == PairMap.ABSENT) {
            number = numbers.size();
            numbers.put(left, right, number);
            lefts.add(left);
            rights.add(right);
            words.add(new IntList());
            if (number == counts.length) {
                counts = Arrays.copyOf(counts, 2 * number);
            }
        }
        return number;
    }

    int size() {
        return numbers.size();
    }

    int left(int pair) {
        return lefts.get(pair);
    }

    int right(int pair) {
        return rights.get(pair);
    }

    /** How often a pair occurs now. */
    long count(int pair) {
        return counts[pair];
    }

    /** The words that a pair occurs in, with some, perhaps, in which it no longer does. The list is given away: the pair is about to be merged. */
    int[] takeWords(int pair) {
        int[] list = words.get(pair).toArray();
        words.set(pair, new IntList());
        return list;
    }

    /**
     * Counts the pairs of a word: to the count of each pair in it, once for each place where it stands, comes how often the word occurs. The word
     * goes into the pair's list of words, unless it is the last one there already.
     *
     * <p>Worked example: the word 1, 2, 1, 2 that occurs 5 times adds 10 to the count of the pair 1, 2 and 5 to that of 2, 1.
     *
     * @param fresh the token that the word has just got: only pairs that it is part of list the word, all others have it from before. {@link #ALL}
     *              for a new word
     */
    void add(Words corpus, int word, int fresh) {
        // tito:begin token.count
        for (int i = 1; i < corpus.length(word); i++) {
            int left = corpus.at(word, i - 1);
            int right = corpus.at(word, i);
            int pair = number(left, right);
            counts[pair] += corpus.count(word);
            if ((fresh == ALL || left == fresh || right == fresh) && !words.get(pair).endsWith(word)) {
                words.get(pair).add(word);
            }
        }
        // tito:end
    }

    /** Takes back what {@link #add} counted, while the word still has the tokens that it had then. The lists of words stay as they are. */
    void remove(Words corpus, int word) {
        // tito:begin token.count
        for (int i = 1; i < corpus.length(word); i++) {
            counts[number(corpus.at(word, i - 1), corpus.at(word, i))] -= corpus.count(word);
        }
        // tito:end
    }
}
