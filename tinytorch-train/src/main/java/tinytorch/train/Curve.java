package tinytorch.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import tinytorch.workbench.Format;

/** Values over epochs, drawn with characters: a learning curve for the terminal. */
public final class Curve {
    private static final String MARKS = "*o+x#@";
    private static final int WIDTH = 60;
    private static final int HEIGHT = 12;

    private Curve() {
    }

    /** The values of these names in one picture. Where two meet, the first is seen. */
    public static String text(History history, String... names) {
        List<double[]> lines = new ArrayList<>();
        StringBuilder legend = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            lines.add(history.values(names[i]));
            legend.append(i == 0 ? "" : "   ").append(MARKS.charAt(i % MARKS.length())).append(' ').append(names[i]);
        }
        double min = smallest(lines);
        double max = largest(lines);
        if (Double.isNaN(min)) {
            return "no values yet of " + String.join(", ", names) + "\n";
        }
        char[][] cells = new char[HEIGHT][WIDTH];
        for (char[] row : cells) {
            Arrays.fill(row, ' ');
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            double[] values = lines.get(i);
            for (int epoch = 0; epoch < values.length; epoch++) {
                int row = row(values[epoch], min, max, HEIGHT);
                if (row >= 0) {
                    cells[row][column(epoch, values.length, WIDTH)] = MARKS.charAt(i % MARKS.length());
                }
            }
        }
        StringBuilder text = new StringBuilder(legend).append('\n');
        for (int row = 0; row < HEIGHT; row++) {
            String label = row == 0 ? Format.number(max) : row == HEIGHT - 1 ? Format.number(min) : "";
            text.append(String.format(Locale.ROOT, "%10s |", label)).append(new String(cells[row]).stripTrailing()).append('\n');
        }
        return text.append(" ".repeat(11)).append('+').append("-".repeat(WIDTH)).append("\n").append(" ".repeat(12)).append('1')
                .append(String.format(Locale.ROOT, "%" + (WIDTH - 1) + "s", "epoch " + lines.getFirst().length)).append('\n').toString();
    }

    /**
     * In which of {@code rows} rows a value stands, the largest in row 0 at the top and the smallest in the last: the place between
     * them in proportion, rounded to the nearest row. If all values are equal, that is the middle, {@code rows / 2}. A value that
     * is not finite stands nowhere: -1.
     *
     * <p>Worked example: from 1 to 3 over 5 rows: 3 stands in row 0, 2.5 in row 1, 2 in row 2, 1 in row 4.
     */
    static int row(double value, double min, double max, int rows) {
        // tito:begin train.history
        if (!Double.isFinite(value)) {
            return -1;
        }
        return max == min ? rows / 2 : (int) Math.round((max - value) / (max - min) * (rows - 1));
        // tito:end
    }

    /** In which of {@code columns} columns an epoch stands: the first in the first, the last in the last. */
    static int column(int epoch, int epochs, int columns) {
        return epochs == 1 ? 0 : Math.round((float) epoch * (columns - 1) / (epochs - 1));
    }

    /** The smallest finite value; NaN if there is none. */
    static double smallest(List<double[]> lines) {
        return lines.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).min().orElse(Double.NaN);
    }

    /** The largest finite value; NaN if there is none. */
    static double largest(List<double[]> lines) {
        return lines.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).max().orElse(Double.NaN);
    }
}
