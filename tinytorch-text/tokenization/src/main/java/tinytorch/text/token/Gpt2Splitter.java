package tinytorch.text.token;

/**
 * Cuts text as GPT-2 does, whose encoder finds the pieces with this regular expression:
 *
 * <pre>
 * 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
 * </pre>
 *
 * <p>So a piece is the ending of a contraction; or letters, or digits, or other characters that are no white space, in each case with the one space
 * before them; or white space. Of white space before something else the last character is left for the next piece: {@code "a   b"} is {@code "a"},
 * two spaces, {@code " b"}.
 *
 * <p>The alternatives are tried from left to right and the first that fits wins: an apostrophe that begins no contraction is one of the other
 * characters, and in {@code " 's"}, where a space comes first, so is this one. Upper case is no contraction: {@code "IT'S"} is {@code "IT"},
 * {@code "'"}, {@code "S"}.
 *
 * <p>This is a scanner and no regular expression, because {@code java.util.regex} needs about ten times as long, can't read bytes, and on long runs
 * of some alternatives its stack overflows. (Radford, Wu, Child, Luan, Amodei and Sutskever, "Language Models are Unsupervised Multitask Learners",
 * 2019.)
 */
public final class Gpt2Splitter implements PreTokenizer {

    /** Given: which kind of piece it is decides where it ends. */
    @Override
    public int end(byte[] text, int from, int to) {
        int contraction = contraction(text, from, to);
        if (contraction > 0) {
            return from + contraction;
        }
        int first = text[from] == ' ' && from + 1 < to ? from + 1 : from;
        int kind = CharacterKind.of(Utf8.codePoint(text, first, to));
        return kind == CharacterKind.SPACE ? space(text, from, to) : run(text, first, to, kind);
    }

    /**
     * How many bytes of a contraction are here: 2 for {@code 's}, {@code 't}, {@code 'm}, {@code 'd}, 3 for {@code 're}, {@code 've}, {@code 'll}, 0
     * if there is none. All of it must be before {@code to}. What comes after it does not matter: {@code "'sun"} begins with a contraction too.
     */
    static int contraction(byte[] text, int at, int to) {
        // tito:begin token.split
        if (text[at] != '\'' || at + 1 >= to) {
            return 0;
        }
        byte second = text[at + 1];
        if (second == 's' || second == 't' || second == 'm' || second == 'd') {
            return 2;
        }
        if (at + 2 >= to) {
            return 0;
        }
        byte third = text[at + 2];
        return third == 'e' && (second == 'r' || second == 'v') || third == 'l' && second == 'l' ? 3 : 0;
        // tito:end
    }

    /**
     * Where a run of characters of one {@link CharacterKind} ends, a run that begins at {@code at}: the place of the first other character, or
     * {@code to}.
     */
    static int run(byte[] text, int at, int to, int kind) {
        // tito:begin token.split
        while (at < to) {
            int c = Utf8.codePoint(text, at, to);
            if (CharacterKind.of(c) != kind) {
                return at;
            }
            at += Utf8.width(c);
        }
        return at;
        // tito:end
    }

    /**
     * Where a piece of white space ends: {@code \s+(?!\S)|\s+}. If the run reaches {@code to}, all of it is one piece. Otherwise the last character
     * of the run is left for the next piece, unless the run has only one: then it is the piece.
     *
     * <p>Worked example: of two line breaks before a letter the first is a piece and the second another; of three line breaks at the end all are one
     * piece.
     */
    static int space(byte[] text, int from, int to) {
        // tito:begin token.split
        int last = from;
        int at = from;
        while (at < to) {
            int c = Utf8.codePoint(text, at, to);
            if (CharacterKind.of(c) != CharacterKind.SPACE) {
                return last == from ? at : last;
            }
            last = at;
            at += Utf8.width(c);
        }
        return at;
        // tito:end
    }
}
