package tinytorch.milestones.digit;

/**
 * A grey picture as MNIST means it: 0 is paper, 1 is full ink.
 *
 * @param width  pixels
 * @param height pixels
 * @param values row after row: {@code values[y * width + x]}
 */
public record Ink(int width, int height, float[] values) {
    /** Pixels along one side of a digit in MNIST's form. */
    public static final int SIDE = 28;

    public Ink {
        if (width < 1 || height < 1 || values.length != width * height) {
            throw new IllegalArgumentException("Ink: %d x %d pixels need %d values, got %d.".formatted(width, height, width * height, values.length));
        }
    }

    /** An empty sheet of {@value #SIDE} x {@value #SIDE}. */
    public static Ink blank() {
        return new Ink(SIDE, SIDE, new float[SIDE * SIDE]);
    }

    /** A picture of {@value #SIDE} x {@value #SIDE} with these values, which are not copied. */
    public static Ink digit(float[] values) {
        return new Ink(SIDE, SIDE, values);
    }

    float at(int x, int y) {
        return values[y * width + x];
    }

    /** The darkest ink. */
    float max() {
        float max = 0;
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    /** The amount of ink. */
    float sum() {
        float sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    /**
     * Draws a straight stroke with a round pen. A pixel that the pen's edge crosses is inked in part (the distance of its centre to the stroke, clipped to
     * one pixel's width), ink that is there already stays.
     *
     * @param radius of the pen in pixels; a negative radius rubs out
     */
    public void stroke(double x0, double y0, double x1, double y1, double radius) {
        double reach = Math.abs(radius) + 1;
        int left = (int) Math.max(0, Math.floor(Math.min(x0, x1) - reach));
        int right = (int) Math.min(width - 1, Math.ceil(Math.max(x0, x1) + reach));
        int top = (int) Math.max(0, Math.floor(Math.min(y0, y1) - reach));
        int bottom = (int) Math.min(height - 1, Math.ceil(Math.max(y0, y1) + reach));
        double length = (x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double along = length == 0 ? 0 : Math.clamp(((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length, 0, 1);
                double distance = Math.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0));
                float covered = (float) Math.clamp(Math.abs(radius) + 0.5 - distance, 0, 1);
                int at = y * width + x;
                values[at] = radius < 0 ? Math.min(values[at], 1 - covered) : Math.max(values[at], covered);
            }
        }
    }
}
