package tinytorch.workbench.report;

import java.util.List;
import java.util.stream.DoubleStream;

/** Numbers with names, as bars from the left, each with its number behind it. */
final class BarPicture {
    private static final int WIDTH = 1200;
    private static final int TOP = 130;
    private static final int BOTTOM = 60;
    private static final int RIGHT = 190;
    private static final int THICK = 26;
    private static final int GAP = 18;
    /** Longer names are cut. */
    private static final int LONGEST = 28;

    private final Canvas canvas;

    BarPicture(String title, List<String> names, List<Column> series, boolean log) {
        int high = series.size() * THICK + GAP;
        int height = TOP + names.size() * high + BOTTOM;
        canvas = new Canvas(WIDTH, height);
        List<String> shown = names.stream().map(name -> name.length() > LONGEST ? name.substring(0, LONGEST - 2) + ".." : name).toList();
        int left = 30 + shown.stream().mapToInt(Words::width).max().orElse(0);
        Axis axis = Axis.of(series.stream().flatMapToDouble(column -> DoubleStream.of(column.values())).toArray(), log, series.getFirst().unit(), left, WIDTH - RIGHT);
        Words.title(canvas, title, WIDTH);
        Words.legend(canvas, series, WIDTH);
        int zero = log ? left : axis.at(0);
        for (int row = 0; row < names.size(); row++) {
            int top = TOP + row * high;
            canvas.text(shown.get(row), left - 14 - Words.width(shown.get(row)), top + (series.size() * THICK - 20) / 2, Words.SCALE, Canvas.BLACK);
            for (int i = 0; i < series.size(); i++) {
                double value = series.get(i).values()[row];
                if (axis.has(value)) {
                    int end = axis.at(value);
                    canvas.rectangle(Math.min(zero, end), top + i * THICK, Math.max(2, Math.abs(end - zero)), THICK - 3, Canvas.colour(i));
                    canvas.text(axis.label(value), Math.max(zero, end) + 8, top + i * THICK + 2, Words.SCALE, Canvas.BLACK);
                }
            }
        }
        canvas.rectangle(zero - 3, TOP - 10, 3, height - TOP - BOTTOM + 10, Canvas.BLACK);
        if (log) {
            Words.centred(canvas, Words.axis("length of a bar", axis), WIDTH / 2, height - 40);
        }
    }

    Canvas canvas() {
        return canvas;
    }
}
