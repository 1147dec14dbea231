package tinytorch.workbench;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in columns: how every measurement of this course is shown.
 *
 * <pre>
 * Matrix product, median of 9 repeats
 *   n  kernel     time          rate
 * ---  ------  -------  ------------
 *  64  scalar   210 us  2.50 GFLOP/s
 * 128  scalar  2.10 ms  2.00 GFLOP/s
 * </pre>
 *
 * <p>Columns stand two spaces apart. A column of numbers is right-aligned, so that tens stand under tens, and any other
 * left-aligned. A table is at most {@value #WIDTH} characters wide: where it would be wider, its widest columns of words
 * are cut. Plain ASCII, no colour, no trailing spaces: it looks the same on a terminal, in a file and in a bug report.
 */
public final class Table {
    /** Characters in a line that every terminal can show. */
    public static final int WIDTH = 80;
    /** A column of words is never cut to fewer characters than this. */
    static final int MIN_WIDTH = 8;
    /** Spaces between two columns. */
    static final int GAP = 2;

    private final String title;
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    /** An empty table with this title (none when it is empty) and these column names, at least one. */
    public Table(String title, String... columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("Table: a table has at least one column, got none. Give the column names after the title.");
        }
        this.title = title;
        this.header = List.of(columns);
    }

    /**
     * Adds a row, one cell for every column. A {@code double} or {@code float} is written as {@link Format#number} does,
     * anything else by its {@code toString}; measured values are best given as text with a unit, from {@link Format}.
     *
     * @return this table, so that calls can be chained
     * @throws IllegalArgumentException if there are more or fewer cells than columns
     */
    public Table row(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("Table.row: every row has one cell for each column. The table has " + header.size()
                    + " columns " + header + ", the row " + cells.length + " cells. Add the missing cells or take out the extra ones.");
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            boolean real = cell instanceof Double || cell instanceof Float;
            String text = real ? Format.number(((Number) cell).doubleValue()) : String.valueOf(cell);
            row.add(text.replace('\n', ' '));
        }
        rows.add(row);
        return this;
    }

    /** What stands above the table; empty if nothing does. */
    public String title() {
        return title;
    }

    /** The names of the columns, from left to right. */
    public List<String> columns() {
        return header;
    }

    /** How many rows were added. */
    public int rows() {
        return rows.size();
    }

    /** The whole table: title, column names, a line of dashes, then the rows; each line ends with {@code \n}. */
    @Override
    public String toString() {
        int columns = header.size();
        boolean[] numeric = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            numeric[column] = isNumeric(cells(column));
        }
        int[] widths = widths(numeric);
        List<String> dashes = new ArrayList<>();
        for (int width : widths) {
            dashes.add("-".repeat(width));
        }
        StringBuilder text = new StringBuilder(title.isEmpty() ? "" : title + "\n");
        text.append(line(header, widths, numeric)).append('\n').append(line(dashes, widths, numeric)).append('\n');
        for (List<String> row : rows) {
            text.append(line(row, widths, numeric)).append('\n');
        }
        return text.toString();
    }

    /**
     * Whether a column holds numbers: it has at least one cell that starts with a digit, or with {@code -} or {@code +}
     * and a digit right after it, and every other cell is empty or just {@code "-"} (nothing measured).
     * {@code "1.50 ms"}, {@code "-3"} and {@code "2 x 3"} count as numbers; {@code "(2, 3)"}, {@code "ReLU"} and
     * {@code "-x"} do not.
     *
     * @param cells the column from top to bottom, without its name
     */
    private static boolean isNumeric(List<String> cells) {
        boolean found = false;
        for (String cell : cells) {
            if (cell.isEmpty() || cell.equals("-")) {
                continue;
            }
            boolean signed = cell.length() > 1 && (cell.charAt(0) == '-' || cell.charAt(0) == '+');
            if (!Character.isDigit(cell.charAt(signed ? 1 : 0))) {
                return false;
            }
            found = true;
        }
        return found;
    }

    /**
     * The width of every column: its longest text, name included. While the line ({@link #GAP} spaces between columns) is
     * wider than {@link #WIDTH}, the widest column that is not numeric and wider than {@link #MIN_WIDTH} loses one
     * character (the leftmost of equals). Numbers are never cut, because half a number is a wrong number: when no column
     * can lose any more, the table stays too wide.
     *
     * @param numeric for every column whether it holds numbers
     * @return one width for every column
     */
    int[] widths(boolean[] numeric) {
        // tito:begin setup.table
        int[] widths = new int[header.size()];
        int total = GAP * (widths.length - 1);
        for (int column = 0; column < widths.length; column++) {
            widths[column] = header.get(column).length();
            for (String cell : cells(column)) {
                widths[column] = Math.max(widths[column], cell.length());
            }
            total += widths[column];
        }
        for (; total > WIDTH; total--) {
            int widest = -1;
            for (int column = 0; column < widths.length; column++) {
                if (!numeric[column] && widths[column] > (widest < 0 ? MIN_WIDTH : widths[widest])) {
                    widest = column;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
        // tito:end
    }

    /**
     * One line: every cell filled up with spaces to its column's width, before the text in a column of numbers and after
     * it in any other, {@link #GAP} spaces between columns, no spaces at the end. A cell longer than its column is cut,
     * and its last three characters become {@code ...}: {@code "probability"} in a width of 8 is {@code "proba..."}.
     *
     * @param cells   one for every column
     * @param widths  one for every column
     * @param numeric for every column whether it holds numbers
     */
    static String line(List<String> cells, int[] widths, boolean[] numeric) {
        // tito:begin setup.table
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            if (cell.length() > widths[column]) {
                cell = cell.substring(0, widths[column] - 3) + "...";
            }
            String fill = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? "" : " ".repeat(GAP)).append(numeric[column] ? fill + cell : cell + fill);
        }
        return line.toString().stripTrailing();
        // tito:end
    }

    /** The cells of the {@code column}-th column from top to bottom, without its name. */
    public List<String> cells(int column) {
        List<String> cells = new ArrayList<>();
        for (List<String> row : rows) {
            cells.add(row.get(column));
        }
        return cells;
    }
}
