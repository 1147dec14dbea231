package tinytorch.tito;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;

/** A Markdown table for the terminal. Columns that are too wide together become narrower, the widest first, and their cells take several lines. */
final class TableText {
    private static final String GAP = "  ";
    private static final int NARROWEST = 6;

    private TableText() {
    }

    /** The rows as Markdown has them, {@code | a | b |}, perhaps with colours in them. */
    static List<String> of(List<String> rows, int columns) {
        List<List<String>> cells = rows.stream().filter(row -> !row.matches("[|: -]+")).map(TableText::cells).toList();
        int count = cells.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[count];
        cells.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        });
        int room = columns - GAP.length() * (count - 1);
        while (Arrays.stream(widths).sum() > room && Arrays.stream(widths).max().orElse(0) > NARROWEST) {
            int widest = 0;
            for (int i = 1; i < count; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            widths[widest]--;
        }
        List<String> lines = new ArrayList<>();
        cells.forEach(row -> {
            lines.addAll(lines(row, widths));
            if (row == cells.getFirst()) {
                lines.add(Arrays.stream(widths).mapToObj("─"::repeat).collect(Collectors.joining(GAP)));
            }
        });
        return lines;
    }

    private static List<String> cells(String row) {
        String inside = row.strip().replaceAll("^\\||\\|$", "");
        return Arrays.stream(inside.split("(?<!\\\\)\\|", -1)).map(cell -> cell.strip().replace("\\|", "|")).toList();
    }

    private static List<String> lines(List<String> row, int[] widths) {
        List<List<String>> folded = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            folded.add(Fold.lines(row.get(i), widths[i], ""));
        }
        int height = folded.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int k = 0; k < height; k++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String part = k < folded.get(i).size() ? folded.get(i).get(k) : "";
                line.append(i == 0 ? "" : GAP).append(part).append(" ".repeat(Math.max(0, widths[i] - width(part))));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(String cell) {
        return AttributedString.fromAnsi(cell).columnLength();
    }
}
