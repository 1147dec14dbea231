package tinytorch.testkit;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The part of two tensors around their worst difference, as two tables with the same columns: the last axis to the right, the one before it downwards. Points stand below points,
 * and a wrong cell of the actual one has a star.
 */
final class Grid {
    private static final int ROWS = 6;
    private static final int COLUMNS = 8;
    /** What a line of a message has room for, on a terminal of 80 columns. */
    private static final int WIDTH = 64;
    private static final int DIGITS = 9;

    private final Values expected;
    private final Values actual;
    private final Tolerance tolerance;
    private final int columns;
    private final int rows;
    /** Where the matrix begins that holds the worst value. */
    private final int start;
    private final int fromRow;
    private final int toRow;
    private int fromColumn;
    private int toColumn;
    private final String format;
    private int width;

    Grid(Values expected, Values actual, Tolerance tolerance, int worst) {
        this.expected = expected;
        this.actual = actual;
        this.tolerance = tolerance;
        int rank = expected.shape().length;
        columns = rank == 0 ? 1 : expected.shape()[rank - 1];
        rows = rank < 2 ? 1 : expected.shape()[rank - 2];
        int column = worst % columns;
        int row = worst / columns % rows;
        start = worst - row * columns - column;
        fromRow = Math.max(0, Math.min(row - ROWS / 2, rows - ROWS));
        toRow = Math.min(rows, fromRow + ROWS);
        window(column, COLUMNS);
        format = format();
        width = cellWidth();
        int label = label(toRow - 1).length();
        for (int most = COLUMNS; most > 1 && label + (toColumn - fromColumn) * (width + 2) + 6 > WIDTH; most--) {
            window(column, most - 1);
            width = cellWidth();
        }
    }

    private void window(int column, int most) {
        fromColumn = Math.max(0, Math.min(column - most / 2, columns - most));
        toColumn = Math.min(columns, fromColumn + most);
    }

    /** The lines of both tables, and above them which part they are, if it is a part. */
    String rows() {
        String part = (toRow - fromRow < rows ? "rows " + fromRow + " to " + (toRow - 1) + " of " + rows : "")
                + (toRow - fromRow < rows && toColumn - fromColumn < columns ? ", " : "")
                + (toColumn - fromColumn < columns ? "columns " + fromColumn + " to " + (toColumn - 1) + " of " + columns : "");
        return (part.isEmpty() ? "" : Report.row("shown", part)) + Report.row("expected", table(expected, false)) + Report.row("actual", table(actual, true));
    }

    private String table(Values values, boolean marked) {
        StringBuilder table = new StringBuilder();
        for (int row = fromRow; row < toRow; row++) {
            StringBuilder line = new StringBuilder(label(row)).append(fromColumn > 0 ? " .." : "");
            for (int column = fromColumn; column < toColumn; column++) {
                int i = index(row, column);
                String cell = (marked && wrong(i) ? "*" : "") + text(values.data()[i]);
                line.append("  ").append(" ".repeat(width - cell.length())).append(cell);
            }
            table.append(row == fromRow ? "" : "\n").append(line).append(toColumn < columns ? "  .." : "");
        }
        return table.toString();
    }

    private int index(int row, int column) {
        return start + row * columns + column;
    }

    private boolean wrong(int i) {
        return !tolerance.accepts(expected.data()[i], actual.data()[i]);
    }

    /** The axes before the last, as wide for each row that is shown. */
    private String label(int row) {
        int rank = expected.shape().length;
        if (rank < 2) {
            return "";
        }
        String label = place(row, rank);
        return label + " ".repeat(Math.max(0, place(toRow - 1, rank).length() - label.length()));
    }

    private String place(int row, int rank) {
        return Arrays.toString(Arrays.copyOf(expected.position(index(row, 0)), rank - 1));
    }

    private IntStream shown() {
        return IntStream.range(fromRow, toRow).flatMap(row -> IntStream.range(fromColumn, toColumn).map(column -> index(row, column)));
    }

    /** As few decimals as tell all numbers that are shown, and each wrong one from what it should be; with exponents where sizes are too different for that. */
    private String format() {
        double[] numbers = shown().mapToObj(i -> new double[] {expected.data()[i], actual.data()[i]}).flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
        double largest = Arrays.stream(numbers).map(Math::abs).max().orElse(0);
        double smallest = Arrays.stream(numbers).map(Math::abs).filter(x -> x > 0).min().orElse(1);
        if (largest >= 1e7 || smallest < 1e-4) {
            return "%.4e";
        }
        for (int digits = 1; digits < DIGITS; digits++) {
            String tried = "%." + digits + "f";
            boolean exact = Arrays.stream(numbers).allMatch(x -> Math.abs(Double.parseDouble(String.format(Locale.ROOT, tried, x)) - x) <= 1e-6 + 1e-5 * Math.abs(x));
            boolean told = shown().filter(this::wrong).noneMatch(i -> String.format(Locale.ROOT, tried, expected.data()[i]).equals(String.format(Locale.ROOT, tried, actual.data()[i])));
            if (exact && told) {
                return tried;
            }
        }
        return "%." + DIGITS + "f";
    }

    /** A number as both tables write it. */
    String text(double value) {
        return !Double.isFinite(value) ? String.valueOf(value) : value == 0 && format.endsWith("e") ? "0" : String.format(Locale.ROOT, format, value);
    }

    private int cellWidth() {
        return shown().map(i -> Math.max(text(expected.data()[i]).length(), text(actual.data()[i]).length() + (wrong(i) ? 1 : 0))).max().orElse(1);
    }
}
