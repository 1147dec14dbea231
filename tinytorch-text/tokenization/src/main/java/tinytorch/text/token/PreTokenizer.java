package tinytorch.text.token;

/**
 * Cuts text into pieces, such as words, before byte-pair encoding: no token reaches from one piece into the next. It reads bytes, UTF-8 where they
 * are text, and copes with bytes that are none, so that every byte string can be encoded.
 */
public interface PreTokenizer {

    /**
     * Where the piece ends that begins at a byte: one past its last byte.
     *
     * @param from where it begins, less than {@code to}
     * @param to   where the text ends; what is behind that is not looked at
     * @return more than {@code from}, at most {@code to}
     */
    int end(byte[] text, int from, int to);
}
