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
    private static final int WIDTH = 80;
    private static final int GAP = 2;
    private static final int LEAST = 8;

    private final List<String[]> rows = new ArrayList<>();
    private final int elastic;

    /** {@code elastic}: the column that is cut when the lines would be too long for a terminal. */
    Lines(int elastic) {
        this.elastic = elastic;
    }

    Lines row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** Each column as wide as its widest cell, and none where all are empty; columns of numbers stand to the right. */
    List<String> text() {
        int[] widths = widths();
        boolean[] numbers = new boolean[widths.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                numbers[i] |= i != elastic && !row[i].isEmpty() && Character.isDigit(row[i].charAt(0));
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                if (widths[i] > 0) {
                    String cell = cut(row[i], widths[i]);
                    String space = " ".repeat(widths[i] - width(cell));
                    line.append(i == 0 ? "" : " ".repeat(GAP)).append(numbers[i] ? space + cell : cell + space);
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** Facts for programs: one object, in ASCII, so that no console can spoil it. */
    static String json(Map<String, ?> facts) {
        return JSON.writeValueAsString(new TreeMap<>(facts));
    }

    private int[] widths() {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
            }
        }
        int total = -GAP;
        for (int width : widths) {
            total += width > 0 ? width + GAP : 0;
        }
        widths[elastic] = Math.min(widths[elastic], Math.max(LEAST, widths[elastic] - (total - WIDTH)));
        return widths;
    }

    /** Columns of a terminal: the scripts of East Asia take two a character. */
    static int width(String text) {
        return text.codePoints().map(point -> switch (Character.UnicodeScript.of(point)) {
            case HAN, HANGUL, HIRAGANA, KATAKANA, BOPOMOFO -> 2;
            default -> 1;
        }).sum();
    }

    static String cut(String text, int most) {
        String kept = text;
        while (width(kept) > most) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), kept.endsWith("…") ? -2 : -1)) + "…";
        }
        return kept;
    }

    /** A sentence in lines that begin with this. */
    static List<String> wrapped(String text, String begin) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            if (!line.isEmpty() && begin.length() + width(line + " " + word) > WIDTH) {
                lines.add(begin + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(begin + line);
        return lines;
    }

    /** With the digits that the server gave: one until the close, then up to three. */
    static String percent(JsonNode value) {
        String text = percent(value, 3);
        return text.replaceFirst("0{1,2} %$", " %");
    }

    static String percent(JsonNode value, int digits) {
        return value.isNumber() ? String.format(Locale.ROOT, "%." + digits + "f %%", value.doubleValue() * 100) : "-";
    }

    static String millis(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, value.doubleValue() < 10 ? "%.3f ms" : "%.2f ms", value.doubleValue()) : "-";
    }

    static String bytes(JsonNode value) {
        if (!value.isNumber()) {
            return "-";
        }
        double bytes = value.doubleValue();
        return bytes < 1e3 ? (long) bytes + " B" : String.format(Locale.ROOT, bytes < 1e6 ? "%.1f kB" : "%.2f MB", bytes < 1e6 ? bytes / 1e3 : bytes / 1e6);
    }

    static String number(JsonNode value, int digits) {
        return value.isNumber() ? String.format(Locale.ROOT, "%." + digits + "f", value.doubleValue()) : "-";
    }

    static String when(JsonNode millis) {
        return WHEN.format(Instant.ofEpochMilli(millis.longValue()));
    }
}
