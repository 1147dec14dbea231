package tinytorch.board.program;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Columns of text for a terminal, and the words for numbers in them. */
final class Lines {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final List<String[]> rows = new ArrayList<>();

    Lines row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** Each column as wide as its widest cell; what begins with a digit stands to the right. */
    List<String> text() {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String space = " ".repeat(widths[i] - row[i].length());
                boolean right = !row[i].isEmpty() && Character.isDigit(row[i].charAt(0));
                line.append(i == 0 ? "" : "  ").append(right ? space + row[i] : row[i] + space);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** Facts for programs: one object, in ASCII, so that no console can spoil it. */
    static String json(Map<String, ?> facts) {
        return JSON.writeValueAsString(new TreeMap<>(facts));
    }

    static String percent(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f %%", value.doubleValue() * 100) : "-";
    }

    static String millis(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, value.doubleValue() < 10 ? "%.3f ms" : "%.2f ms", value.doubleValue()) : "-";
    }

    static String bytes(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f kB", value.doubleValue() / 1e3) : "-";
    }

    static String number(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.2f", value.doubleValue()) : "-";
    }

    static String when(JsonNode millis) {
        return WHEN.format(Instant.ofEpochMilli(millis.longValue()));
    }
}
