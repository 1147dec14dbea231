package tinytorch.nn.network;

import java.util.Arrays;
import java.util.Comparator;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The names of tensors in a file. */
final class Names {
    private static final int SHOWN = 80;

    /** The order of the reference library: by the bytes of the UTF-8 text. */
    static final Comparator<String> ORDER = (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

    private Names() {
    }

    /** Why this can't be a tensor's name, or {@code ""} if it can. */
    static String problem(String name) {
        if (name.isEmpty()) {
            return "the name is empty.";
        }
        if (name.equals(Header.METADATA)) {
            return "the name is that of the metadata.";
        }
        if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            return "the name holds a control character or half a surrogate pair.";
        }
        return "";
    }

    /** A text from a file as a message may show it: short, and without control characters, which could steer a terminal. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN).map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(shown::appendCodePoint);
        return shown + (text.codePointCount(0, text.length()) > SHOWN ? "..." : "");
    }
}
