package tinytorch.text.token;

/**
 * Finds the merges of a corpus: the pair that occurs most often becomes a token, over and over.
 *
 * <p>Counts are kept up to date and never made anew. A merge changes the words that contain its pair and no others; each of them is taken out of the
 * counts, changed, and counted again. The first merges touch thousands of words, later ones a handful.
 */
final class MergeLearner {
    private final ByteStrings tokens;
    private final Words words;
    private final PairCounts pairs = new PairCounts();
    private final Candidates candidates;
    private final Merges merges = new Merges();

    /**
     * @param tokens      the tokens to begin with; gets those that are learnt
     * @param tokenOfByte the token of each byte
     */
    MergeLearner(ByteStrings tokens, int[] tokenOfByte, PieceCounts pieces) {
        this.tokens = tokens;
        this.words = new Words(pieces, tokenOfByte);
        this.candidates = new Candidates(pairs, tokens);
    }

    /** Learns until there are so many tokens, or no pair is left. */
    Merges learn(int vocabularySize) {
        for (int word = 0; word < words.size(); word++) {
            pairs.add(words, word, PairCounts.ALL);
        }
        candidates.offer(0);
        while (tokens.size() < vocabularySize) {
            int pair = candidates.take();
            if (pair < 0) {
                break;
            }
            int known = tokens.size();
            int older = pairs.size();
            int result = token(pairs.left(pair), pairs.right(pair));
            merges.add(pairs.left(pair), pairs.right(pair), result);
            merge(pair, result);
            // Two pairs can make the same token ("ab" + "c", "a" + "bc"). Then the counts of its old pairs have grown.
            candidates.offer(result == known ? older : 0);
        }
        return merges;
    }

    /** The token with the bytes of two others, one after another. */
    private int token(int left, int right) {
        byte[] bytes = new byte[tokens.length(left) + tokens.length(right)];
        tokens.copy(right, bytes, tokens.copy(left, bytes, 0));
        return tokens.add(bytes, 0, bytes.length);
    }

    /**
     * Merges a pair wherever it stands in the corpus, and brings the counts up to date: of each word that lists it ({@link PairCounts#takeWords}) and
     * still contains it, the pairs are taken out of the counts, the word is changed, and its pairs are counted again, with {@code result} as the
     * fresh token.
     *
     * <p>Worked example: "aab" occurs 3 times: the pairs aa and ab have the count 3. Merging aa = X leaves "Xb": aa and ab have 0, Xb has 3.
     */
    private void merge(int pair, int result) {
        int left = pairs.left(pair);
        int right = pairs.right(pair);
        // tito:begin token.train
        for (int word : pairs.takeWords(pair)) {
            if (words.contains(word, left, right)) {
                pairs.remove(words, word);
                words.merge(word, left, right, result);
                pairs.add(words, word, result);
            }
        }
        // tito:end
    }
}
