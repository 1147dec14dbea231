package tinytorch.milestones.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Texts to compare on. */
final class Samples {
    private Samples() {
    }

    /** A text with its published ids. */
    record Encoded(String text, int[] ids) {
    }

    /** The rows of a CSV file with the columns {@code input} and {@code output}: a text, and its ids in square brackets. */
    static List<Encoded> read(Path file) throws IOException {
        List<String> cells = cells(Files.readString(file));
        List<Encoded> samples = new ArrayList<>();
        for (int i = 2; i + 1 < cells.size(); i += 2) {
            String ids = cells.get(i + 1).replaceAll("[\\[\\]\\s]", "");
            samples.add(new Encoded(cells.get(i), ids.isEmpty() ? new int[0] : Arrays.stream(ids.split(",")).mapToInt(Integer::parseInt).toArray()));
        }
        return samples;
    }

    /** All cells of a CSV text. A cell in quotes may have commas, line breaks and doubled quotes in it. */
    static List<String> cells(String csv) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == ',' || c == '\n')) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (quoted || c != '\r') {
                cell.append(c);
            }
        }
        if (!cell.isEmpty()) {
            cells.add(cell.toString());
        }
        return cells;
    }

    /** A text of defined code points of any kind, a third of them ASCII. */
    static String unicode(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            int c = switch (random.nextInt(6)) {
                case 0, 1 -> random.nextInt(128);
                case 2 -> " '\n\t\u00a0\u2003\u3000".charAt(random.nextInt(7));
                case 3 -> random.nextInt(0x3000);
                case 4 -> random.nextInt(0x10000);
                default -> 0x1F300 + random.nextInt(0x800);
            };
            if (Character.isDefined(c) && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                text.appendCodePoint(c);
            }
        }
        return text.toString();
    }

    /** Every code point that UTF-8 has. */
    static String everyCodePoint() {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                text.appendCodePoint(c);
            }
        }
        return text.toString();
    }
}
