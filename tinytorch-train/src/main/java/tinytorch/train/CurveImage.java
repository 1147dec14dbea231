package tinytorch.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tinytorch.workbench.Format;
import tinytorch.workbench.report.Canvas;
import tinytorch.workbench.report.Png;

/** Values over epochs as a picture: a learning curve for a report. */
public final class CurveImage {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 80;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 30;

    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);

    private CurveImage() {
    }

    /** Writes the values of these names as one PNG picture of {@value #WIDTH} x {@value #HEIGHT}. */
    public static void write(Path file, History history, String... names) throws IOException {
        Png.write(file, WIDTH, HEIGHT, draw(history, names));
    }

    /** The picture's pixels. */
    static int[] draw(History history, String... names) {
        CurveImage image = new CurveImage();
        List<double[]> lines = new ArrayList<>();
        for (String name : names) {
            lines.add(history.values(name));
        }
        double min = Curve.smallest(lines);
        double max = Curve.largest(lines);
        image.frame(min, max, history.epochs().size());
        int legend = LEFT;
        for (int i = 0; i < names.length; i++) {
            int colour = Canvas.colour(i);
            image.series(lines.get(i), min, max, colour);
            image.canvas.text(names[i], legend, TOP / 2, colour);
            legend += Canvas.textWidth(names[i].length() + 2);
        }
        return image.canvas.pixels();
    }

    private void frame(double min, double max, int epochs) {
        canvas.line(LEFT, TOP, LEFT, HEIGHT - BOTTOM, 1, Canvas.BLACK);
        canvas.line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, 1, Canvas.BLACK);
        canvas.line(LEFT, TOP, WIDTH - RIGHT, TOP, 1, Canvas.GREY);
        if (!Double.isNaN(min)) {
            canvas.text(Format.number(max), 4, TOP - 4, Canvas.BLACK);
            canvas.text(Format.number(min), 4, HEIGHT - BOTTOM - 6, Canvas.BLACK);
        }
        canvas.text("1", LEFT, HEIGHT - BOTTOM + 10, Canvas.BLACK);
        String last = "epoch " + epochs;
        canvas.text(last, WIDTH - RIGHT - Canvas.textWidth(last.length()), HEIGHT - BOTTOM + 10, Canvas.BLACK);
    }

    private void series(double[] values, double min, double max, int colour) {
        int lastX = -1;
        int lastY = -1;
        for (int epoch = 0; epoch < values.length; epoch++) {
            int row = Curve.row(values[epoch], min, max, HEIGHT - TOP - BOTTOM);
            if (row >= 0) {
                int x = LEFT + 1 + Curve.column(epoch, values.length, WIDTH - LEFT - RIGHT - 2);
                int y = TOP + row;
                canvas.line(lastX < 0 ? x : lastX, lastX < 0 ? y : lastY, x, y, 1, colour);
                canvas.rectangle(x - 2, y - 2, 5, 5, colour);
                lastX = x;
                lastY = y;
            }
        }
    }
}
