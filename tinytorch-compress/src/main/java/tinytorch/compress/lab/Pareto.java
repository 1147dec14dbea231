package tinytorch.compress.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import tinytorch.workbench.Format;
import tinytorch.workbench.Table;
import tinytorch.workbench.report.Canvas;

/** All compressed networks of a run, by size and accuracy, as a picture and as a table of those that no other one beats in both. (Pareto, 1896, about wealth.) */
final class Pareto {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    private static final int LEFT = 90;
    private static final int RIGHT = 180;
    private static final int TOP = 20;
    private static final int BOTTOM = 50;
    private static final int GREY = 0xBBBBBB;
    private static final int DOT = 4;
    private static final int[] COLOURS = {0x222222, 0x1F77B4, 0xD62728, 0x2CA02C, 0x9467BD, 0xFF7F0E, 0x8C564B};
    /** What recognises less is not shown: the picture is about the few points at the top. */
    private static final double LEAST_SHOWN = 0.9;

    private final List<Point> points = new ArrayList<>();

    void add(String kind, String name, long bytes, double accuracy) {
        points.add(new Point(kind, name, bytes, accuracy));
    }

    /** Those that no other beats, the largest first. */
    List<Point> front() {
        return points.stream().filter(point -> points.stream().noneMatch(other -> other.beats(point))).sorted(Comparator.comparing(Point::bytes).reversed()).toList();
    }

    /** The {@link #front}. */
    Table table() {
        Table table = new Table("The front: " + front().size() + " of " + points.size() + " networks that no other beats in size and accuracy", "how", "which", "file", "accuracy");
        for (Point point : front()) {
            table.row(point.kind(), point.name(), Format.bytes(point.bytes()), Pictures.percent(point.accuracy()));
        }
        return table;
    }

    /** Size to the right, by its logarithm, and accuracy upwards, by kinds in colours; the front is joined by a line of steps. */
    void write(Path file) throws IOException {
        List<Point> shown = points.stream().filter(point -> point.accuracy() >= LEAST_SHOWN).toList();
        if (shown.isEmpty()) {
            throw new IllegalStateException("Pareto: no network recognises " + Pictures.percent(LEAST_SHOWN) + ", so there is nothing to draw.");
        }
        Canvas canvas = new Canvas(WIDTH, HEIGHT);
        Axis across = Axis.of(shown.stream().mapToDouble(point -> Math.log(point.bytes())).toArray(), LEFT, WIDTH - RIGHT);
        Axis up = Axis.of(shown.stream().mapToDouble(Point::accuracy).toArray(), HEIGHT - BOTTOM, TOP);
        canvas.rectangle(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT - LEFT, 1, Canvas.BLACK);
        canvas.rectangle(LEFT, TOP, 1, HEIGHT - BOTTOM - TOP, Canvas.BLACK);
        canvas.text(Pictures.percent(up.high), 4, up.at(up.high), Canvas.BLACK);
        canvas.text(Pictures.percent(up.low), 4, up.at(up.low), Canvas.BLACK);
        canvas.text(Format.bytes(Math.exp(across.low)), LEFT, HEIGHT - BOTTOM + 10, Canvas.BLACK);
        canvas.text(Format.bytes(Math.exp(across.high)), WIDTH - RIGHT - Canvas.textWidth(8), HEIGHT - BOTTOM + 10, Canvas.BLACK);
        canvas.text("file", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 10, Canvas.BLACK);
        steps(canvas, across, up);
        List<String> kinds = points.stream().map(Point::kind).distinct().toList();
        for (Point point : shown) {
            dot(canvas, across.at(Math.log(point.bytes())), up.at(point.accuracy()), colour(kinds, point.kind()));
        }
        for (int i = 0; i < kinds.size(); i++) {
            int y = TOP + 20 + i * 2 * Canvas.LINE;
            dot(canvas, WIDTH - RIGHT + 20, y + 4, colour(kinds, kinds.get(i)));
            canvas.text(kinds.get(i), WIDTH - RIGHT + 32, y, Canvas.BLACK);
        }
        canvas.write(file);
    }

    private void steps(Canvas canvas, Axis across, Axis up) {
        List<Point> front = front().stream().filter(point -> point.accuracy() >= LEAST_SHOWN).toList();
        for (int i = 0; i + 1 < front.size(); i++) {
            int x = across.at(Math.log(front.get(i).bytes()));
            int next = across.at(Math.log(front.get(i + 1).bytes()));
            int y = up.at(front.get(i).accuracy());
            int lower = up.at(front.get(i + 1).accuracy());
            canvas.rectangle(next, lower, x - next + 1, 1, GREY);
            canvas.rectangle(x, y, 1, lower - y + 1, GREY);
        }
    }

    private static int colour(List<String> kinds, String kind) {
        return COLOURS[kinds.indexOf(kind) % COLOURS.length];
    }

    private static void dot(Canvas canvas, int x, int y, int colour) {
        canvas.rectangle(x - DOT, y - DOT, 2 * DOT + 1, 2 * DOT + 1, colour);
    }

    /** From numbers to pixels. */
    private record Axis(double low, double high, int from, int to) {

        static Axis of(double[] numbers, int from, int to) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double number : numbers) {
                low = Math.min(low, number);
                high = Math.max(high, number);
            }
            return new Axis(low, high, from, to);
        }

        int at(double number) {
            return high == low ? (from + to) / 2 : (int) Math.round(from + (number - low) / (high - low) * (to - from));
        }
    }
}
