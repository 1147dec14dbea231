package tinytorch.course;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that begins or ends a region.
 *
 * @param task      the task's id; empty for an end marker
 * @param line      from 1
 * @param lineStart offset of the line's first character
 * @param offset    offset of the marker's first slash
 * @param nextLine  offset of the first character after the line
 */
record Marker(String task, int line, int lineStart, int offset, int nextLine) {
    static final String BEGIN = "// tito:begin ";
    static final String END = "// tito:end";
    /** What a begin marker must look like from its first slash to the end of the line. */
    private static final Pattern BEGIN_LINE = Pattern.compile("// tito:begin ([a-z0-9]+\\.[a-z0-9-]+)");

    boolean begin() {
        return !task.isEmpty();
    }

    /** The markers among the lines of a text, whether or not it is Java that compiles: what a learner's file has. */
    static List<Marker> lines(String text) {
        List<Marker> markers = new ArrayList<>();
        int line = 1;
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int next = newline < 0 ? text.length() : newline + 1;
            String stripped = text.substring(start, next).strip();
            if (stripped.startsWith("//")) {
                Marker marker = of(stripped, line, start, text.indexOf("//", start), next);
                if (marker != null) {
                    markers.add(marker);
                }
            }
            start = next;
            line++;
        }
        return markers;
    }

    /** The marker that a comment is, or null when it is none. */
    static Marker of(String comment, int line, int lineStart, int offset, int nextLine) {
        if (comment.equals(END)) {
            return new Marker("", line, lineStart, offset, nextLine);
        }
        Matcher matcher = BEGIN_LINE.matcher(comment);
        return matcher.matches() ? new Marker(matcher.group(1), line, lineStart, offset, nextLine) : null;
    }
}
