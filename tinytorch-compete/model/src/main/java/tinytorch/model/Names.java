package tinytorch.model;

import java.util.regex.Pattern;

/** Names and other texts of a submission. */
final class Names {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final int SHOWN = 200;

    private Names() {
    }

    /** A name that may be used. */
    static String check(String name) throws Rejected {
        if (!ALLOWED.matcher(name).matches()) {
            throw new Rejected(Reason.BAD_NAME, "model.json: a name has 1 to 100 letters, digits, dots, dashes and underscores, got " + printable(name) + ". Rename it.");
        }
        return name;
    }

    /** A text of a stranger as a message may show it: short, in quotes, and without characters that could steer a terminal or a page. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(SHOWN).map(c -> c < ' ' || c > '~' || c == '<' || c == '&' ? '?' : c).forEach(shown::appendCodePoint);
        return shown.append(text.codePointCount(0, text.length()) > SHOWN ? "...\"" : "\"").toString();
    }
}
