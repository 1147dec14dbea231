package tinytorch.tito;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Breaks a line with colours in it into lines that fit. */
final class Fold {
    private Fold() {
    }

    /** Breaks between words where it can; {@code indent} stands before all but the first. */
    static List<String> lines(String line, int columns, String indent) {
        AttributedString rest = AttributedString.fromAnsi(line);
        if (rest.columnLength() <= columns) {
            return List.of(line);
        }
        List<String> lines = new ArrayList<>();
        while (rest.columnLength() > columns) {
            int space = rest.columnSubSequence(0, columns + 1).toString().lastIndexOf(' ');
            int end = space > columns / 3 ? space : rest.columnSubSequence(0, columns).length();
            lines.add(rest.subSequence(0, end).toAnsi());
            int from = rest.charAt(end) == ' ' ? end + 1 : end;
            rest = AttributedString.join(AttributedString.EMPTY, new AttributedString(indent), rest.subSequence(from, rest.length()));
        }
        lines.add(rest.toAnsi());
        return lines;
    }
}
