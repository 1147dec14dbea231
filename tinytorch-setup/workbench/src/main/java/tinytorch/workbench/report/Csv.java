package tinytorch.workbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import tinytorch.workbench.Table;

/**
 * A table for other programs: comma-separated values as RFC 4180 has them. A column of numbers is written in its unit without prefix, which stands in
 * the column's name ({@code 1.50 ms} and {@code 2.00 s} are 0.0015 and 2 under {@code time (s)}); any other column as the table shows it.
 */
final class Csv {

    private Csv() {
    }

    static String of(Table table) {
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            columns.add(column(table, i));
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row <= table.rows(); row++) {
            int at = row;
            text.append(columns.stream().map(column -> quoted(column.get(at))).collect(Collectors.joining(","))).append("\r\n");
        }
        return text.toString();
    }

    /** Its name, then its cells. */
    private static List<String> column(Table table, int index) {
        List<String> cells = new ArrayList<>();
        String name = table.columns().get(index);
        Optional<Column> numbers = Column.of(table, index);
        if (numbers.isEmpty()) {
            cells.add(name);
            cells.addAll(table.cells(index));
            return cells;
        }
        cells.add(numbers.get().unit().isEmpty() ? name : name + " (" + numbers.get().unit() + ")");
        for (double value : numbers.get().values()) {
            cells.add(Double.isNaN(value) ? "" : number(value));
        }
        return cells;
    }

    /** Six digits are more than a table has; what a change of unit adds behind them is not measured. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.valueOf((long) value)
                : new java.math.BigDecimal(value).round(new java.math.MathContext(6)).stripTrailingZeros().toString();
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
