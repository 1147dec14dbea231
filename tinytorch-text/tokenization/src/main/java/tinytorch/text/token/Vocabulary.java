package tinytorch.text.token;

import java.util.ArrayList;
import java.util.List;

/** The tokens of a byte-level tokenizer: the bytes of each id. No two ids have the same bytes, and every single byte has one. */
public final class Vocabulary {
    private final ByteStrings tokens;
    private final int[] ofBytes = new int[256];

    /** @throws IllegalArgumentException if a single byte has no token: then there would be text that can't be encoded */
    Vocabulary(ByteStrings tokens) {
        this.tokens = tokens;
        for (int b = 0; b < 256; b++) {
            byte[] one = {(byte) b};
            ofBytes[b] = tokens.find(one, 0, 1);
            if (ofBytes[b] < 0) {
                throw new IllegalArgumentException("Vocabulary: the byte " + b + " has no token. All 256 bytes need one, so that any text can be encoded.");
            }
        }
    }

    /** How many tokens there are. */
    public int size() {
        return tokens.size();
    }

    /**
     * A copy of a token's bytes.
     *
     * @throws IndexOutOfBoundsException if there is no such id
     */
    public byte[] bytes(int id) {
        require(id);
        return tokens.get(id);
    }

    /** The id of the token that has exactly these bytes, -1 if there is none. */
    public int id(byte[] bytes) {
        return tokens.find(bytes, 0, bytes.length);
    }

    /** A token as GPT-2's files write it: {@link ByteAlphabet}. */
    public String text(int id) {
        return new ByteAlphabet().text(bytes(id));
    }

    /** How many bytes a token has. */
    int length(int id) {
        return tokens.length(id);
    }

    /** Copies a token's bytes to an array; where they end there. */
    int copy(int id, byte[] to, int at) {
        return tokens.copy(id, to, at);
    }

    /** The id of a single byte. */
    int ofByte(byte b) {
        return ofBytes[b & 0xFF];
    }

    /** This vocabulary with more tokens behind its own. */
    Vocabulary with(List<byte[]> more) {
        List<byte[]> all = new ArrayList<>();
        for (int id = 0; id < size(); id++) {
            all.add(tokens.get(id));
        }
        all.addAll(more);
        return of(all);
    }

    /** The vocabulary of these tokens, which {@link #strings} checks. */
    static Vocabulary of(List<byte[]> tokens) {
        return new Vocabulary(strings(tokens));
    }

    /**
     * Tokens by id.
     *
     * @throws IllegalArgumentException if two have the same bytes, or one has none
     */
    static ByteStrings strings(List<byte[]> tokens) {
        ByteStrings strings = new ByteStrings();
        for (int id = 0; id < tokens.size(); id++) {
            byte[] token = tokens.get(id);
            int known = token.length == 0 ? -1 : strings.add(token, 0, token.length);
            if (known != id) {
                throw new IllegalArgumentException("Vocabulary: token " + id + (known < 0 ? " has no bytes." : " has the same bytes as token " + known + ".")
                        + " Every token is a byte string of its own.");
            }
        }
        return strings;
    }

    /** Refuses an id that there is not. */
    void require(int id) {
        if (id < 0 || id >= size()) {
            throw new IndexOutOfBoundsException("decode: there is no token " + id + ", ids are from 0 to " + (size() - 1) + ".");
        }
    }
}
