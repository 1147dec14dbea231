package tinytorch.milestones.digit;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Digits that this program draws by itself: the shape of each as a few strokes, a little turned, slanted and stretched at random. A stand-in that shows a
 * network at work where no dataset can be had; far easier to read than handwriting, so nothing is proved with it.
 */
public final class GeneratedDigits {
    private static final double PEN = 0.9;
    private static final double ARC_STEP = 15;

    private GeneratedDigits() {
    }

    /** A digit from 0 to 9 in MNIST's form. */
    public static Ink draw(int digit, RandomGenerator random) {
        double turn = (random.nextDouble() - 0.5) * 0.3;
        double slant = (random.nextDouble() - 0.5) * 0.3;
        double wide = 0.85 + 0.3 * random.nextDouble();
        int side = 2 * Ink.SIDE; // drawn at twice the size, so that scaling down smooths it
        Ink sheet = new Ink(side, side, new float[side * side]);
        for (List<double[]> line : strokes(digit)) {
            double[] last = null;
            for (double[] point : line) {
                double u = (point[0] - 0.5) * wide - (point[1] - 0.5) * slant;
                double v = point[1] - 0.5;
                double[] next = {side * (0.5 + 0.7 * (u * Math.cos(turn) - v * Math.sin(turn))), side * (0.5 + 0.7 * (u * Math.sin(turn) + v * Math.cos(turn)))};
                if (last != null) {
                    sheet.stroke(last[0], last[1], next[0], next[1], 2 * PEN);
                }
                last = next;
            }
        }
        return MnistForm.of(sheet);
    }

    /** The strokes of a digit as chains of points; x goes right and y down, both from 0 to 1. */
    private static List<List<double[]>> strokes(int digit) {
        return switch (digit) {
            case 0 -> List.of(arc(0.5, 0.5, 0.28, 0.42, 0, 360));
            case 1 -> List.of(line(0.36, 0.26, 0.54, 0.08, 0.54, 0.92));
            case 2 -> List.of(join(arc(0.5, 0.32, 0.26, 0.24, -170, 40), line(0.24, 0.92, 0.78, 0.92)));
            case 3 -> List.of(arc(0.47, 0.29, 0.24, 0.21, -150, 90), arc(0.47, 0.71, 0.27, 0.21, -90, 150));
            case 4 -> List.of(line(0.3, 0.1, 0.25, 0.52, 0.78, 0.52), line(0.72, 0.1, 0.68, 0.92));
            case 5 -> List.of(join(line(0.74, 0.1, 0.34, 0.1, 0.31, 0.47), arc(0.48, 0.66, 0.26, 0.25, -130, 140)));
            case 6 -> List.of(arc(0.7, 0.7, 0.42, 0.62, 180, 265), arc(0.5, 0.7, 0.22, 0.22, 0, 360));
            case 7 -> List.of(line(0.24, 0.12, 0.76, 0.12, 0.42, 0.92));
            case 8 -> List.of(arc(0.5, 0.29, 0.2, 0.2, 0, 360), arc(0.5, 0.7, 0.25, 0.22, 0, 360));
            case 9 -> List.of(arc(0.48, 0.32, 0.23, 0.23, 0, 360), line(0.71, 0.32, 0.64, 0.92));
            default -> throw new IllegalArgumentException("GeneratedDigits: a digit is 0 to 9, got " + digit + ".");
        };
    }

    private static List<double[]> line(double... coordinates) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < coordinates.length; i += 2) {
            points.add(new double[] {coordinates[i], coordinates[i + 1]});
        }
        return points;
    }

    /** Part of an ellipse, from one angle in degrees to another; 0 points right, 90 down. */
    private static List<double[]> arc(double x, double y, double radiusX, double radiusY, double from, double to) {
        List<double[]> points = new ArrayList<>();
        int steps = (int) Math.ceil((to - from) / ARC_STEP);
        for (int i = 0; i <= steps; i++) {
            double angle = Math.toRadians(from + (to - from) * i / steps);
            points.add(new double[] {x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle)});
        }
        return points;
    }

    private static List<double[]> join(List<double[]> first, List<double[]> second) {
        List<double[]> points = new ArrayList<>(first);
        points.addAll(second);
        return points;
    }
}
