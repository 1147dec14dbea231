package tinytorch.text.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decodes tokens as they are generated. A character may be spread over several tokens: it is held back until all of its bytes are there. */
public final class StreamingDecoder {
    private final BpeTokenizer tokenizer;
    private byte[] held = {};

    /** A decoder at the beginning of a text. */
    public StreamingDecoder(BpeTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * The text that the next token completes, perhaps none. All results together, with {@link #rest}, are what {@link BpeTokenizer#decode} gives for
     * all tokens at once.
     *
     * <p>What has to be held back is at most three bytes at the end: the first byte of a character and fewer others (10xxxxxx) than it asks for. The
     * table in {@link Utf8} says which first bytes ask for how many.
     *
     * <p>Worked example: tokens with the bytes E2, 82, AC: nothing, nothing, the euro sign.
     */
    public String next(int id) {
        byte[] token = tokenizer.decodeBytes(id);
        byte[] bytes = Arrays.copyOf(held, held.length + token.length);
        System.arraycopy(token, 0, bytes, held.length, token.length);
        int complete = complete(bytes);
        held = Arrays.copyOfRange(bytes, complete, bytes.length);
        return new String(bytes, 0, complete, StandardCharsets.UTF_8);
    }

    /** How many bytes there are before an unfinished character at the end; all of them if the last one is finished or is no character. */
    static int complete(byte[] bytes) {
        // tito:begin token.decode
        for (int back = 1; back <= Math.min(3, bytes.length); back++) {
            int b = bytes[bytes.length - back] & 0xFF;
            int width = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            if (width > back) {
                return bytes.length - back;
            }
            if (b < 0x80 || b >= 0xC0) {
                return bytes.length;
            }
        }
        return bytes.length;
        // tito:end
    }

    /** What is held back at the end of the text: no whole character, so U+FFFD, or nothing. */
    public String rest() {
        String rest = new String(held, StandardCharsets.UTF_8);
        held = new byte[0];
        return rest;
    }
}
