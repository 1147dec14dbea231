package tinytorch.text.token;

/** The step that training and encoding share. */
final class Symbols {
    private Symbols() {
    }

    /**
     * Replaces every {@code left} that {@code right} follows by {@code result}, from left to right, in place: what stays moves forward.
     *
     * <p>Worked example: in 1, 1, 1, 2 the pair 1, 1 becomes 9: the first two, so 9, 1, 2 and not 1, 9, 2; the length is 3. Of four, 1, 1, 1, 1, it
     * makes 9, 9. A 9 that is made is not looked at again.
     *
     * @param symbols a piece: places {@code from} to {@code from + length - 1}; what is behind the new length afterwards does not matter
     * @return the length that is left
     */
    static int merge(int[] symbols, int from, int length, int left, int right, int result) {
        // tito:begin token.merge
        int kept = from;
        int end = from + length;
        for (int at = from; at < end; at++) {
            if (symbols[at] == left && at + 1 < end && symbols[at + 1] == right) {
                symbols[kept++] = result;
                at++;
            } else {
                symbols[kept++] = symbols[at];
            }
        }
        return kept - from;
        // tito:end
    }
}
