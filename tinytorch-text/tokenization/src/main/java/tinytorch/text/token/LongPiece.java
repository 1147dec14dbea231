package tinytorch.text.token;

import java.util.Arrays;

/**
 * Encodes a long piece, such as a line of a million dashes, to the same tokens as {@link PieceEncoder#merge}, in a time that grows like its length.
 * The rounds there look at all pairs for each rank. Here the pairs of each rank are in a list of their own, so that a round touches nothing else, and
 * a merge changes the lists of the pairs beside it only.
 *
 * <p>Symbols stay where their first byte is. The last place of a symbol of several bytes holds minus its length, which is the way to its left
 * neighbour; the length of a token is the way to the right one. Three ints a byte are all the memory, with a fourth where one pair stands everywhere.
 */
final class LongPiece {
    private static final int NONE = -1;
    private static final int NOT_IN_A_LIST = Integer.MIN_VALUE;

    private final Vocabulary vocabulary;
    private final Merges merges;
    private final int length;
    private final int[] symbols;
    /** The first place in the list of each rank. */
    private final int[] heads;
    private final int[] next;
    /** The place before in the list; of the first, {@code ~rank}. */
    private final int[] before;
    /** No list of a lower rank has a place in it. */
    private int lowest;

    LongPiece(Vocabulary vocabulary, Merges merges, byte[] text, int from, int to) {
        this.vocabulary = vocabulary;
        this.merges = merges;
        this.length = to - from;
        this.symbols = new int[length];
        this.heads = new int[merges.size()];
        this.next = new int[length];
        this.before = new int[length];
        for (int i = 0; i < length; i++) {
            symbols[i] = vocabulary.ofByte(text[from + i]);
        }
        Arrays.fill(heads, NONE);
        for (int i = length - 1; i >= 0; i--) {
            insert(i);
        }
    }

    /** Adds the tokens to a list. */
    void encode(IntList out) {
        IntList places = new IntList();
        for (lowest = 0; lowest < heads.length;) {
            int rank = lowest++;
            if (heads[rank] == NONE) {
                continue;
            }
            places.clear();
            for (int at = heads[rank]; at != NONE; at = next[at]) {
                places.add(at);
            }
            if (merges.left(rank) == merges.right(rank)) {
                places.sort();   // these pairs can overlap: then the left one is merged, and takes the other out of the list
            }
            for (int i = 0; i < places.size(); i++) {
                if (before[places.get(i)] != NOT_IN_A_LIST) {
                    merge(places.get(i), merges.result(rank));
                }
            }
        }
        for (int at = 0; at < length; at = end(at)) {
            out.add(symbols[at]);
        }
    }

    private void merge(int at, int result) {
        int left = left(at);
        int right = end(at);
        if (left != NONE) {
            remove(left);
        }
        remove(at);
        remove(right);
        symbols[at] = result;
        int end = end(at);
        symbols[end - 1] = at - end;
        if (left != NONE) {
            insert(left);
        }
        insert(at);
    }

    /** One past the symbol that begins at a place. */
    private int end(int at) {
        return at + vocabulary.length(symbols[at]);
    }

    /** Where the symbol before a place begins. */
    private int left(int at) {
        if (at == 0) {
            return NONE;
        }
        int last = symbols[at - 1];
        return last < 0 ? at + last : at - 1;
    }

    /** Puts the pair that begins at a place into the list of its rank, if it has one. */
    private void insert(int at) {
        int right = end(at);
        int rank = right < length ? merges.rank(symbols[at], symbols[right]) : Merges.NEVER;
        if (rank == Merges.NEVER) {
            before[at] = NOT_IN_A_LIST;
            return;
        }
        lowest = Math.min(lowest, rank);
        next[at] = heads[rank];
        before[at] = ~rank;
        if (heads[rank] != NONE) {
            before[heads[rank]] = at;
        }
        heads[rank] = at;
    }

    /** Takes the pair that begins at a place out of its list, if it is in one. */
    private void remove(int at) {
        if (before[at] == NOT_IN_A_LIST) {
            return;
        }
        if (before[at] < 0) {
            heads[~before[at]] = next[at];
        } else {
            next[before[at]] = next[at];
        }
        if (next[at] != NONE) {
            before[next[at]] = before[at];
        }
        before[at] = NOT_IN_A_LIST;
    }
}
