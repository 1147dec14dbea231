package tinytorch.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tinytorch.workbench.Format;

/** Values over epochs as a picture: a learning curve for a report. */
public final class CurveImage {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 80;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 30;
    private static final int TEXT_SCALE = 2;
    private static final int WHITE = 0xFFFFFF;
    private static final int GREY = 0xBBBBBB;
    private static final int DARK = 0x333333;
    private static final int[] COLOURS = {0x1F77B4, 0xD62728, 0x2CA02C, 0x9467BD};

    private final int[] pixels = new int[WIDTH * HEIGHT];

    private CurveImage() {
        Arrays.fill(pixels, WHITE);
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
            int colour = COLOURS[i % COLOURS.length];
            image.series(lines.get(i), min, max, colour);
            legend = image.text(names[i], legend, TOP / 2, colour) + 6 * TEXT_SCALE;
        }
        return image.pixels;
    }

    private void frame(double min, double max, int epochs) {
        line(LEFT, TOP, LEFT, HEIGHT - BOTTOM, DARK);
        line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, DARK);
        line(LEFT, TOP, WIDTH - RIGHT, TOP, GREY);
        if (!Double.isNaN(min)) {
            text(Format.number(max), 4, TOP - 4, DARK);
            text(Format.number(min), 4, HEIGHT - BOTTOM - 6, DARK);
        }
        text("1", LEFT, HEIGHT - BOTTOM + 10, DARK);
        String last = "epoch " + epochs;
        text(last, WIDTH - RIGHT - last.length() * (Glyphs.WIDTH + 1) * TEXT_SCALE, HEIGHT - BOTTOM + 10, DARK);
    }

    private void series(double[] values, double min, double max, int colour) {
        int lastX = -1;
        int lastY = -1;
        for (int epoch = 0; epoch < values.length; epoch++) {
            int row = Curve.row(values[epoch], min, max, HEIGHT - TOP - BOTTOM);
            if (row >= 0) {
                int x = LEFT + 1 + Curve.column(epoch, values.length, WIDTH - LEFT - RIGHT - 2);
                int y = TOP + row;
                line(lastX < 0 ? x : lastX, lastX < 0 ? y : lastY, x, y, colour);
                dot(x, y, colour);
                lastX = x;
                lastY = y;
            }
        }
    }

    /** As many points as the longer side has pixels. */
    private void line(int x0, int y0, int x1, int y1, int colour) {
        int steps = Math.max(1, Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)));
        for (int i = 0; i <= steps; i++) {
            set(x0 + Math.round((float) (x1 - x0) * i / steps), y0 + Math.round((float) (y1 - y0) * i / steps), colour);
        }
    }

    private void dot(int x, int y, int colour) {
        for (int dy = -2; dy <= 2; dy++) {
            for (int dx = -2; dx <= 2; dx++) {
                set(x + dx, y + dy, colour);
            }
        }
    }

    /** Writes a text and returns where it ends. */
    private int text(String text, int x, int y, int colour) {
        int at = x;
        for (char character : text.toCharArray()) {
            for (int dy = 0; dy < Glyphs.HEIGHT * TEXT_SCALE; dy++) {
                for (int dx = 0; dx < Glyphs.WIDTH * TEXT_SCALE; dx++) {
                    if (Glyphs.pixel(character, dx / TEXT_SCALE, dy / TEXT_SCALE)) {
                        set(at + dx, y + dy, colour);
                    }
                }
            }
            at += (Glyphs.WIDTH + 1) * TEXT_SCALE;
        }
        return at;
    }

    private void set(int x, int y, int colour) {
        if (x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT) {
            pixels[y * WIDTH + x] = colour;
        }
    }
}
