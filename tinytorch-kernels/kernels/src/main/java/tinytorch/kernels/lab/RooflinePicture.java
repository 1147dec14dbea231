package tinytorch.kernels.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import tinytorch.workbench.Format;
import tinytorch.workbench.report.Canvas;

/** The roofline as a picture: operations for a byte to the right, operations a second upwards, both doubling from line to line. */
final class RooflinePicture {
    private static final int LEFT = 90;
    private static final int TOP = 20;
    private static final int WIDE = 640;
    private static final int HIGH = 440;
    private static final int LEGEND = 290;
    private static final int GREY = 0xE4E4E4;
    private static final int ONE = 0x1F77B4;
    private static final int ALL = 0xD62728;
    private static final double LEAST = 1.0 / 16;
    private static final double MOST = 256;

    private final Canvas canvas = new Canvas(LEFT + WIDE + LEGEND, TOP + HIGH + 60);
    private final double lowest;
    private final double highest;

    private RooflinePicture(double lowest, double highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /** Writes the roofs of one thread (blue) and of all (red), and the kernels, with letters as in the legend, in the colour of their roof. */
    static void write(Path file, Machine one, Machine all, List<Placed> kernels) throws IOException {
        double slowest = kernels.stream().mapToDouble(Placed::flops).min().orElse(1e9);
        double fastest = kernels.stream().mapToDouble(Placed::flops).max().orElse(1e9);
        RooflinePicture picture = new RooflinePicture(slowest / 2, 2 * Math.max(fastest, Math.max(one.flops(), all.flops())));
        picture.grid();
        picture.roof(one, ONE);
        if (all.threads() > 1) {
            picture.roof(all, ALL);
        }
        for (int i = 0; i < kernels.size(); i++) {
            Placed kernel = kernels.get(i);
            int colour = kernel.threads() == 1 ? ONE : ALL;
            int x = picture.x(kernel.intensity());
            int y = picture.y(kernel.flops());
            picture.canvas.rectangle(x - 4, y - 4, 9, 9, colour);
            String letter = String.valueOf((char) ('a' + i));
            picture.canvas.text(letter, x + (i % 2 == 0 ? 8 : -8 - Canvas.textWidth(1)), y - 5, Canvas.BLACK);
            picture.canvas.text(letter + "  " + kernel.name(), LEFT + WIDE + 12, TOP + (3 + i) * (Canvas.LINE + 4), colour);
        }
        picture.canvas.text("1 thread", LEFT + WIDE + 12, TOP, ONE);
        picture.canvas.text(all.threads() + " threads", LEFT + WIDE + 12, TOP + Canvas.LINE + 4, ALL);
        picture.canvas.write(file);
    }

    private void grid() {
        for (double intensity = LEAST; intensity <= MOST; intensity *= 4) {
            canvas.rectangle(x(intensity), TOP, 1, HIGH, GREY);
            String name = Format.number(intensity);
            canvas.text(name, x(intensity) - Canvas.textWidth(name.length()) / 2, TOP + HIGH + 8, Canvas.BLACK);
        }
        for (double flops = 1e6; flops <= highest; flops *= 10) {
            if (flops >= lowest) {
                canvas.rectangle(LEFT, y(flops), WIDE, 1, GREY);
                canvas.text(Format.count(flops), 8, y(flops) - 5, Canvas.BLACK);
            }
        }
        canvas.text("flop per byte", LEFT + WIDE / 2 - 50, TOP + HIGH + 34, Canvas.BLACK);
        canvas.text("flop per second", 8, 2, Canvas.BLACK);
    }

    private void roof(Machine machine, int colour) {
        for (int x = 0; x < WIDE; x++) {
            double intensity = LEAST * Math.pow(MOST / LEAST, (double) x / WIDE);
            double flops = machine.roof(intensity);
            if (flops >= lowest) {
                canvas.rectangle(LEFT + x, y(flops) - 1, 2, 2, colour);
            }
        }
    }

    private int x(double intensity) {
        return LEFT + (int) Math.round(WIDE * Math.log(intensity / LEAST) / Math.log(MOST / LEAST));
    }

    private int y(double flops) {
        return TOP + HIGH - (int) Math.round(HIGH * Math.log(flops / lowest) / Math.log(highest / lowest));
    }
}
