package tinytorch.text.token;

/**
 * Encodes pieces: starts with a token for each byte and merges pairs, the lowest rank first. Words come again and again, so what was found out about
 * a short piece is kept, as GPT-2's encoder does. For one thread, and one text or batch.
 */
final class PieceEncoder {
    /** Longer pieces are not kept: they hardly ever come again. */
    private static final int LONGEST_KEPT = 48;
    /** So many pieces are kept, a few megabytes; then all are forgotten, so that memory has a bound on any text. */
    private static final int MOST_KEPT = 1 << 16;
    /** From this length on the rounds of {@link #merge}, up to one for each byte, take too long: {@link LongPiece}. */
    private static final int LONG = 256;

    private final Vocabulary vocabulary;
    private final Merges merges;
    private final int[] symbols = new int[LONG];
    private final ByteStrings kept = new ByteStrings();
    /** The tokens of all kept pieces, one after another, and where those of each end. */
    private final IntList keptTokens = new IntList();
    private final IntList keptEnds = new IntList();

    PieceEncoder(Vocabulary vocabulary, Merges merges) {
        this.vocabulary = vocabulary;
        this.merges = merges;
    }

    /** Adds the tokens of a piece to a list. */
    void encode(byte[] text, int from, int to, IntList out) {
        int length = to - from;
        int known = length > LONGEST_KEPT ? -1 : kept.find(text, from, to);
        if (known >= 0) {
            int start = known == 0 ? 0 : keptEnds.get(known - 1);
            out.addAll(keptTokens.items(), start, keptEnds.get(known) - start);
        } else if (length >= LONG) {
            new LongPiece(vocabulary, merges, text, from, to).encode(out);
        } else {
            for (int i = 0; i < length; i++) {
                symbols[i] = vocabulary.ofByte(text[from + i]);
            }
            int tokens = merge(symbols, length, merges);
            out.addAll(symbols, 0, tokens);
            if (length <= LONGEST_KEPT) {
                keep(text, from, to, tokens);
            }
        }
    }

    private void keep(byte[] text, int from, int to, int tokens) {
        if (kept.size() == MOST_KEPT) {
            kept.clear();
            keptTokens.clear();
            keptEnds.clear();
        }
        kept.add(text, from, to);
        keptTokens.addAll(symbols, 0, tokens);
        keptEnds.add(keptTokens.size());
    }

    /**
     * Merges a piece, in rounds, until none of its pairs is in the list: each round takes the pair with the lowest rank of all pairs that stand in
     * the piece now, and merges it wherever it stands, from left to right ({@link Symbols#merge}).
     *
     * <p>Worked example: h = 0, e = 1, r = 2 with the merges (e, r) = 3, (h, e) = 4, (h, 3) = 5, their ranks 0, 1 and 2. {@code her}: the pairs (h,
     * e) and (e, r) are there, with ranks 1 and 0, so (e, r) goes first and leaves h, 3. That has rank 2: one token, 5. The pair (h, e), though first
     * in the text, is never merged.
     *
     * @param symbols the tokens of the piece's bytes; gets its tokens
     * @param length  how many there are, from place 0 on
     * @return how many tokens are left
     */
    static int merge(int[] symbols, int length, Merges merges) {
        // tito:begin token.encode
        while (true) {
            int lowest = Merges.NEVER;
            for (int i = 1; i < length; i++) {
                lowest = Math.min(lowest, merges.rank(symbols[i - 1], symbols[i]));
            }
            if (lowest == Merges.NEVER) {
                return length;
            }
            length = Symbols.merge(symbols, 0, length, merges.left(lowest), merges.right(lowest), merges.result(lowest));
        }
        // tito:end
    }
}
