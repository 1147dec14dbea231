package tinytorch.workbench.report;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import tinytorch.workbench.Table;

/**
 * A column of a table as numbers.
 *
 * @param name   the column's name
 * @param unit   of all its numbers, empty for plain ones
 * @param values from top to bottom; NaN where nothing was measured
 */
record Column(String name, String unit, double[] values) {

    /** The {@code column}-th of the table; nothing if it has words, no number at all, or numbers of several units. */
    static Optional<Column> of(Table table, int column) {
        boolean words = table.cells(column).stream().anyMatch(cell -> !empty(cell) && Quantity.of(cell).isEmpty());
        return words ? Optional.empty() : numbers(table, column);
    }

    /** The column with this name, of several the first; words in it are numbers that could not be measured. */
    static Column of(Table table, String name) {
        int column = index(table, name);
        return numbers(table, column).orElseThrow(() -> new IllegalArgumentException("Plot: column '" + name + "' of '" + table.title()
                + "' is not numbers of one unit: " + table.cells(column) + ". Plot another one, or use it for the names of bars."));
    }

    private static Optional<Column> numbers(Table table, int column) {
        List<String> cells = table.cells(column);
        double[] values = new double[cells.size()];
        TreeSet<String> units = new TreeSet<>();
        for (int row = 0; row < values.length; row++) {
            Optional<Quantity> quantity = Quantity.of(cells.get(row));
            quantity.ifPresent(found -> units.add(found.unit()));
            values[row] = quantity.map(Quantity::value).orElse(Double.NaN);
        }
        return units.size() == 1 ? Optional.of(new Column(table.columns().get(column), units.first(), values)) : Optional.empty();
    }

    private static boolean empty(String cell) {
        return cell.isBlank() || cell.equals("-") || cell.equals("NaN");
    }

    /** Where the column with this name stands, of several the first. */
    static int index(Table table, String name) {
        int column = table.columns().indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException("Plot: the table '" + table.title() + "' has no column '" + name + "', but " + table.columns() + ".");
        }
        return column;
    }
}
