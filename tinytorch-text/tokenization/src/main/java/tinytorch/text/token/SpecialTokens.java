package tinytorch.text.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Tokens that stand for something that is no text, such as {@code <|endoftext|>} between two documents. They are never made by merging and never cut.
 *
 * <p>Whether their names <em>in a text</em> count as them must be asked for: in what a stranger typed, {@code <|endoftext|>} are thirteen characters.
 */
final class SpecialTokens {
    static final SpecialTokens NONE = new SpecialTokens(List.of(), List.of());

    private final List<byte[]> names = new ArrayList<>();
    private final int[] ids;
    private final boolean[] begins = new boolean[256];

    /** Special tokens with these names and ids. */
    SpecialTokens(List<byte[]> names, List<Integer> ids) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            order.add(i);
            begins[names.get(i)[0] & 0xFF] = true;
        }
        order.sort(Comparator.comparingInt(i -> -names.get(i).length));
        this.ids = new int[order.size()];
        for (int i = 0; i < this.ids.length; i++) {
            this.names.add(names.get(order.get(i)));
            this.ids[i] = ids.get(order.get(i));
        }
    }

    /** Their ids, those with the longest names first. */
    int[] ids() {
        return ids.clone();
    }

    /** Their names, the longest first. */
    List<byte[]> names() {
        return names;
    }

    /**
     * Which special token is at a place of a text: its place in the list, or -1. Where several names fit, the longest counts; that they are sorted
     * from the longest to the shortest makes it the first.
     *
     * @param to one past the last byte that belongs to the text
     */
    int at(byte[] text, int at, int to) {
        if (!begins[text[at] & 0xFF]) {
            return -1;
        }
        // tito:begin token.special
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i);
            if (name.length <= to - at && Arrays.equals(name, 0, name.length, text, at, at + name.length)) {
                return i;
            }
        }
        return -1;
        // tito:end
    }

    /** The first place from {@code from} on at which a special token is, or {@code to} if there is none. */
    int find(byte[] text, int from, int to) {
        if (ids.length == 0) {
            return to;
        }
        // tito:begin token.special
        for (int at = from; at < to; at++) {
            if (at(text, at, to) >= 0) {
                return at;
            }
        }
        return to;
        // tito:end
    }

    /** How many bytes the name at a place of the list has. */
    int length(int number) {
        return names.get(number).length;
    }

    /** The id at a place of the list. */
    int id(int number) {
        return ids[number];
    }
}
