package tinytorch.workbench.report;

import java.util.List;
import java.util.stream.DoubleStream;

/** Numbers over numbers, as lines; where there are few numbers, with a dot for each. */
final class LinePicture {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 720;
    private static final int LEFT = 200;
    private static final int RIGHT = 40;
    private static final int TOP = 130;
    private static final int BOTTOM = 110;
    private static final int MOST_DOTS = 30;
    private static final int GRID = 0xE6E6E6;

    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private final Axis across;
    private final Axis up;

    LinePicture(String title, Column x, List<Column> series, boolean logX, boolean logY) {
        across = Axis.of(x.values(), logX, x.unit(), LEFT, WIDTH - RIGHT);
        up = Axis.of(series.stream().flatMapToDouble(column -> DoubleStream.of(column.values())).toArray(), logY, series.getFirst().unit(), HEIGHT - BOTTOM, TOP);
        Words.title(canvas, title, WIDTH);
        Words.legend(canvas, series, WIDTH);
        vertical(x.values().length <= 8 ? DoubleStream.of(x.values()).boxed().toList() : across.ticks());
        horizontal();
        Words.centred(canvas, Words.axis(x.name(), across), (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 40);
        for (int i = 0; i < series.size(); i++) {
            line(x.values(), series.get(i).values(), Canvas.colour(i));
        }
    }

    Canvas canvas() {
        return canvas;
    }

    /** A tick has no number where the one before takes its room. */
    private void vertical(List<Double> ticks) {
        int free = 0;
        for (double tick : ticks) {
            if (!across.has(tick)) {
                continue;
            }
            int x = across.at(tick);
            canvas.rectangle(x, TOP, 2, HEIGHT - BOTTOM - TOP, GRID);
            String label = across.label(tick);
            int half = Words.width(label) / 2;
            if (x - half >= free) {
                Words.centred(canvas, label, Math.min(x, WIDTH - half - 4), HEIGHT - BOTTOM + 16);
                free = x + half + Words.width(" ");
            }
        }
        canvas.rectangle(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT - LEFT, 3, Canvas.BLACK);
    }

    private void horizontal() {
        for (double tick : up.ticks()) {
            int y = up.at(tick);
            canvas.rectangle(LEFT, y, WIDTH - RIGHT - LEFT, 2, GRID);
            String label = up.label(tick);
            canvas.text(label, LEFT - 16 - Words.width(label), y - 10, Words.SCALE, Canvas.BLACK);
        }
        canvas.rectangle(LEFT, TOP, 3, HEIGHT - BOTTOM - TOP, Canvas.BLACK);
    }

    private void line(double[] x, double[] y, int colour) {
        int before = -1;
        for (int i = 0; i < x.length; i++) {
            if (!across.has(x[i]) || !up.has(y[i])) {
                before = -1;
                continue;
            }
            if (before >= 0) {
                canvas.line(across.at(x[before]), up.at(y[before]), across.at(x[i]), up.at(y[i]), 4, colour);
            }
            if (x.length <= MOST_DOTS) {
                canvas.rectangle(across.at(x[i]) - 7, up.at(y[i]) - 7, 14, 14, colour);
            }
            before = i;
        }
    }
}
