package tinytorch.workbench.report;

import java.util.List;
import java.util.stream.IntStream;

import tinytorch.workbench.Table;

/**
 * Which columns of a table are to be drawn, and how. The table's own numbers are the plot: {@code Plot.lines("n", "by rows", "by columns").logX().logY()}.
 *
 * @param bars   whether rows are bars, named by the column {@code across}; otherwise lines over the numbers of that column
 * @param across a column's name
 * @param series names of columns with numbers of one unit, at least one
 * @param logAcross whether equal distances to the right are equal factors
 * @param logValues the same for the numbers that are drawn
 */
public record Plot(boolean bars, String across, List<String> series, boolean logAcross, boolean logValues) {

    public Plot {
        series = List.copyOf(series);
        if (series.isEmpty()) {
            throw new IllegalArgumentException("Plot: name at least one column to draw besides '" + across + "'.");
        }
    }

    /** A line for each of the columns {@code series}, over the numbers of the column {@code across}. */
    public static Plot lines(String across, String... series) {
        return new Plot(false, across, List.of(series), false, false);
    }

    /** For each row a bar for each of the columns {@code series}; the column {@code names} says which row it is, or two columns do: {@code "optimizer / batch"}. */
    public static Plot bars(String names, String... series) {
        return new Plot(true, names, List.of(series), false, false);
    }

    /** The same with equal factors instead of equal differences to the right. */
    public Plot logX() {
        return new Plot(bars, across, series, true, logValues);
    }

    /** The same with equal factors instead of equal differences for the numbers that are drawn. */
    public Plot logY() {
        return new Plot(bars, across, series, logAcross, true);
    }

    private List<String> names(Table table) {
        int slash = across.indexOf(" / ");
        if (slash < 0 || table.columns().contains(across)) {
            return table.cells(Column.index(table, across));
        }
        List<String> first = table.cells(Column.index(table, across.substring(0, slash)));
        List<String> second = table.cells(Column.index(table, across.substring(slash + 3)));
        return IntStream.range(0, first.size()).mapToObj(row -> first.get(row) + " / " + second.get(row)).toList();
    }

    /** The picture. */
    Canvas draw(Table table) {
        List<Column> columns = series.stream().map(name -> Column.of(table, name)).toList();
        String unit = columns.getFirst().unit();
        for (Column column : columns) {
            if (!column.unit().equals(unit)) {
                throw new IllegalArgumentException("Plot: columns of one plot have one unit, but '" + columns.getFirst().name() + "' of '" + table.title() + "' is in '" + unit
                        + "' and '" + column.name() + "' in '" + column.unit() + "'. Make two plots.");
            }
        }
        return bars ? new BarPicture(table.title(), names(table), columns, logValues).canvas()
                : new LinePicture(table.title(), Column.of(table, across), columns, logAcross, logValues).canvas();
    }
}
