package tinytorch.text.token;

import java.util.Arrays;

/**
 * A visible character for each of the 256 bytes, so that tokens can be written to text files: what GPT-2's files {@code vocab.bpe} and
 * {@code encoder.json} are written in ({@code bytes_to_unicode} in its {@code encoder.py}). A space is U+0120, which looks like a G with a dot, a
 * line break U+010A.
 */
final class ByteAlphabet {
    private final int[] order = new int[256];
    private final char[] characters = new char[256];
    private final int[] bytes = new int[512];

    ByteAlphabet() {
        Arrays.fill(bytes, -1);
        fill();
        for (int b = 0; b < 256; b++) {
            bytes[characters[b]] = b;
        }
    }

    /**
     * Fills {@code order} with the bytes in the order of the list, and {@code characters[b]} with the character of byte b:
     *
     * <ol>
     * <li>First the bytes that are a visible character in Latin-1, each written as itself: from {@code '!'} to {@code '~'}, from 161 to 172 and from
     * 174 to 255.
     * <li>Then all others from the lowest to the highest: the first as the character 256, the second as 257 and so on.
     * </ol>
     *
     * <p>Worked example: order[0] is 33 ({@code '!'}), order[188] is 0, and byte 32, the space, is the 33rd of the others: 256 + 32 = U+0120.
     */
    private void fill() {
        // tito:begin token.alphabet
        int visible = 0;
        for (int b = 0; b < 256; b++) {
            if (isVisible(b)) {
                characters[b] = (char) b;
                order[visible++] = b;
            }
        }
        int others = 0;
        for (int b = 0; b < 256; b++) {
            if (!isVisible(b)) {
                characters[b] = (char) (256 + others);
                order[visible + others++] = b;
            }
        }
        // tito:end
    }

    private static boolean isVisible(int b) {
        return b >= '!' && b <= '~' || b >= 161 && b <= 172 || b >= 174;
    }

    /** The byte at a place of the list: GPT-2 gives it this place as its id. */
    int at(int place) {
        return order[place];
    }

    /** The characters of some bytes: of those of {@code "a b"}, an a, U+0120 and a b. */
    String text(byte[] some) {
        // tito:begin token.alphabet
        StringBuilder text = new StringBuilder(some.length);
        for (byte b : some) {
            text.append(characters[b & 0xFF]);
        }
        return text.toString();
        // tito:end
    }

    /** The bytes of some characters, or {@code null} if one of them stands for no byte. */
    byte[] bytes(String text) {
        // tito:begin token.alphabet
        byte[] found = new byte[text.length()];
        for (int i = 0; i < found.length; i++) {
            char c = text.charAt(i);
            if (c >= bytes.length || bytes[c] < 0) {
                return null;
            }
            found[i] = (byte) bytes[c];
        }
        return found;
        // tito:end
    }
}
