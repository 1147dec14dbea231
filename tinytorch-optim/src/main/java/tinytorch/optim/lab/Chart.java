package tinytorch.optim.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Curves over steps in plain characters, the height by its power of ten; each curve is drawn with the first letter of its name. */
final class Chart {
    private static final int WIDTH = 70;
    private static final int HEIGHT = 15;

    private final String title;
    private final int steps;
    private final double top;
    private final double bottom;
    private final char[][] cells = new char[HEIGHT][WIDTH];
    private final List<String> legend = new ArrayList<>();

    /**
     * An empty chart.
     *
     * @param top    the power of ten of the uppermost line
     * @param bottom that of the lowest
     */
    Chart(String title, int steps, double top, double bottom) {
        this.title = title;
        this.steps = steps;
        this.top = top;
        this.bottom = bottom;
        for (char[] row : cells) {
            Arrays.fill(row, ' ');
        }
    }

    /** Draws values above 0 for the steps 0, 1, ...; what is outside the chart is left out, as is what an earlier curve covers. */
    void curve(String name, double[] values) {
        char mark = name.charAt(0);
        legend.add(mark + " " + name);
        for (int column = 0; column < WIDTH; column++) {
            int step = (int) Math.round((double) column * steps / (WIDTH - 1));
            double height = Math.log10(values[step]);
            if (height <= top && height >= bottom) {
                char[] row = cells[(int) Math.round((top - height) / (top - bottom) * (HEIGHT - 1))];
                row[column] = row[column] == ' ' ? mark : row[column];
            }
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(title).append("\n        ").append(String.join(", ", legend)).append('\n');
        for (int row = 0; row < HEIGHT; row++) {
            double power = top + (bottom - top) * row / (HEIGHT - 1);
            String label = row % 2 == 0 ? String.format(Locale.ROOT, "%7.0e", Math.pow(10, power)) : "       ";
            text.append((label + " |" + new String(cells[row])).stripTrailing()).append('\n');
        }
        String right = steps + " steps";
        return text.append("        +").append("-".repeat(WIDTH)).append("\n         0").append(" ".repeat(WIDTH - 1 - right.length())).append(right).append('\n').toString();
    }
}
