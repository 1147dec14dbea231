package tinytorch.text.token;

import java.util.Arrays;

/**
 * How often each piece occurs in a corpus. Training needs nothing else of it: a million characters of Shakespeare are 25,000 different pieces, most
 * of them rare.
 */
final class PieceCounts {
    private final ByteStrings pieces = new ByteStrings();
    private long[] counts = new long[32];

    /**
     * Cuts a part of a text into pieces and counts them: {@link ByteStrings#add} gives each its number.
     *
     * @param to one past the part's last byte
     */
    void add(byte[] text, int from, int to, PreTokenizer splitter) {
        // tito:begin token.count
        for (int at = from; at < to;) {
            int end = splitter.end(text, at, to);
            int piece = pieces.add(text, at, end);
            if (piece == counts.length) {
                counts = Arrays.copyOf(counts, 2 * piece);
            }
            counts[piece]++;
            at = end;
        }
        // tito:end
    }

    /** How many different pieces there are. */
    int size() {
        return pieces.size();
    }

    /** How often a piece occurs. */
    long count(int piece) {
        return counts[piece];
    }

    /** How many bytes a piece has. */
    int length(int piece) {
        return pieces.length(piece);
    }

    /** Byte {@code i} of a piece, from 0 to 255. */
    int at(int piece, int i) {
        return pieces.at(piece, i);
    }
}
