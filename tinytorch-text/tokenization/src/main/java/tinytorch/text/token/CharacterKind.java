package tinytorch.text.token;

/**
 * The four kinds of characters that {@link Gpt2Splitter} tells apart, by their general category in Unicode. Small numbers, because hot loops compare
 * them.
 */
final class CharacterKind {
    /** {@code [^\s\p{L}\p{N}]}: punctuation, symbols, marks, controls, what is unassigned, and bytes that are no character at all. */
    static final int OTHER = 0;
    /** {@code \p{L}}: letters of any script. */
    static final int LETTER = 1;
    /** {@code \p{N}}: digits, Roman numerals, fractions. */
    static final int NUMBER = 2;
    /**
     * {@code \s}: white space, as the property White_Space says. Not what {@link Character#isWhitespace} says: that leaves out the no-break space.
     */
    static final int SPACE = 3;

    private static final byte[] ASCII = new byte[128];

    static {
        for (int c = 0; c < ASCII.length; c++) {
            ASCII[c] = (byte) look(c);
        }
    }

    private CharacterKind() {
    }

    /** The kind of a code point; {@link Utf8#INVALID} is {@link #OTHER}. */
    static int of(int codePoint) {
        return codePoint < 0 ? OTHER : codePoint < 128 ? ASCII[codePoint] : look(codePoint);
    }

    private static int look(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER, Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER -> LETTER;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> NUMBER;
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> SPACE;
            case Character.CONTROL -> c >= '\t' && c <= '\r' || c == 0x85 ? SPACE : OTHER;
            default -> OTHER;
        };
    }
}
