package tinytorch.text.token;

/** The different pieces of a corpus as training goes on: the tokens of each, which merges make fewer, and how often it occurs. */
final class Words {
    private final int[] symbols;
    private final int[] starts;
    private final int[] lengths;
    private final long[] counts;

    /** Every piece as the tokens of its bytes. */
    Words(PieceCounts pieces, int[] tokenOfByte) {
        int words = pieces.size();
        starts = new int[words];
        lengths = new int[words];
        counts = new long[words];
        int size = 0;
        for (int word = 0; word < words; word++) {
            starts[word] = size;
            lengths[word] = pieces.length(word);
            counts[word] = pieces.count(word);
            size += lengths[word];
        }
        symbols = new int[size];
        for (int word = 0; word < words; word++) {
            for (int i = 0; i < lengths[word]; i++) {
                symbols[starts[word] + i] = tokenOfByte[pieces.at(word, i)];
            }
        }
    }

    int size() {
        return counts.length;
    }

    /** How often a word occurs. */
    long count(int word) {
        return counts[word];
    }

    /** How many tokens a word has now. */
    int length(int word) {
        return lengths[word];
    }

    /** Token {@code i} of a word. */
    int at(int word, int i) {
        return symbols[starts[word] + i];
    }

    boolean contains(int word, int left, int right) {
        for (int i = starts[word] + 1; i < starts[word] + lengths[word]; i++) {
            if (symbols[i - 1] == left && symbols[i] == right) {
                return true;
            }
        }
        return false;
    }

    /** Merges a pair wherever it stands in a word. */
    void merge(int word, int left, int right, int result) {
        lengths[word] = Symbols.merge(symbols, starts[word], lengths[word], left, right, result);
    }
}
