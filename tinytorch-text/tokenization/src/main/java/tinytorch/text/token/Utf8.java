package tinytorch.text.token;

/**
 * UTF-8 by hand: text as bytes, and the character that begins at a byte.
 *
 * <pre>
 * code point            bytes
 * 0     - 7F            0xxxxxxx
 * 80    - 7FF           110xxxxx 10xxxxxx
 * 800   - FFFF          1110xxxx 10xxxxxx 10xxxxxx
 * 10000 - 10FFFF        11110xxx 10xxxxxx 10xxxxxx 10xxxxxx
 * </pre>
 *
 * <p>The x are the code point's bits, highest first. Surrogates (D800 - DFFF) are no characters; Java's {@code String} writes a code point above FFFF
 * as a pair of them, and may hold one that has lost its partner. ("RFC 3629", Yergeau, 2003; Unicode standard, table 3-7.)
 */
final class Utf8 {
    /** Stands for a byte at which no character begins. */
    static final int INVALID = -1;
    /** Written for a surrogate without its partner, as encoders are to do by the Unicode standard. Java's own writes a question mark. */
    static final int REPLACEMENT = 0xFFFD;

    private Utf8() {
    }

    /** How many bytes a code point has: 1 to 4. What is {@link #INVALID} is one byte. */
    static int width(int codePoint) {
        // tito:begin token.utf8
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
        // tito:end
    }

    /**
     * The bytes of a text; a surrogate without its partner becomes {@link #REPLACEMENT}. The array has exactly as many bytes as the text needs, so
     * count first.
     *
     * <p>Worked example: the euro sign, 20AC, is {@code 0010 000010 101100} in binary, so E2 82 AC.
     */
    static byte[] encode(String text) {
        long size = 0;
        for (int i = 0; i < text.length(); i++) {
            size += text.charAt(i) < 0x80 ? 1 : 3;
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("encode: a text of " + text.length()
                    + " characters may need more bytes than an array holds. Encode it in parts.");
        }
        // tito:begin token.utf8
        int bytes = 0;
        for (int i = 0; i < text.length();) {
            int c = character(text, i);
            bytes += width(c);
            i += Character.charCount(c);
        }
        byte[] out = new byte[bytes];
        int at = 0;
        for (int i = 0; i < text.length();) {
            int c = character(text, i);
            at = write(c, out, at);
            i += Character.charCount(c);
        }
        return out;
        // tito:end
    }

    /** The character at a place of a text; {@link #REPLACEMENT}, which takes one {@code char} as well, for a surrogate without its partner. */
    private static int character(String text, int at) {
        int c = text.codePointAt(at);
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c;
    }

    /** Writes a character's bytes; where the next one goes. */
    private static int write(int c, byte[] out, int at) {
        // tito:begin token.utf8
        int width = width(c);
        if (width == 1) {
            out[at] = (byte) c;
            return at + 1;
        }
        for (int i = width - 1; i > 0; i--) {
            out[at + i] = (byte) (0x80 | c & 0x3F);
            c >>= 6;
        }
        int marks = 0xF0 << 4 - width;
        out[at] = (byte) (marks | c);
        return at + width;
        // tito:end
    }

    /**
     * The character that begins at a byte, or {@link #INVALID} if none does: at a byte 10xxxxxx or 11111xxx, where bytes are missing before
     * {@code end} or do not start with 10, for a code point written with more bytes than it needs (C0 80 for 0), for a surrogate, and above 10FFFF.
     *
     * @param at  from 0 to {@code end} - 1
     * @param end one past the last byte to look at
     */
    static int codePoint(byte[] text, int at, int end) {
        // tito:begin token.utf8
        int first = text[at];
        if (first >= 0) {
            return first;
        }
        int width = Integer.numberOfLeadingZeros(~(first << 24));
        if (width < 2 || width > 4 || width > end - at) {
            return INVALID;
        }
        int c = first & 0x7F >> width;
        for (int i = 1; i < width; i++) {
            if ((text[at + i] & 0xC0) != 0x80) {
                return INVALID;
            }
            c = c << 6 | text[at + i] & 0x3F;
        }
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return surrogate || c > Character.MAX_CODE_POINT || width(c) != width ? INVALID : c;
        // tito:end
    }
}
