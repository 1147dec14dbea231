package tinytorch.model;

import java.util.random.RandomGenerator;

/**
 * Changes of an image that leave it the picture that it is, but not the bytes that everybody has: a small rotation, scale and shift, another contrast, a little noise, and perhaps
 * a reflection. A published image can't be found again by comparing numbers, so that labels can't be looked up.
 */
final class Disguise {
    private static final double TURN = Math.toRadians(8);
    private static final double SCALE = 0.08;
    private static final double SHIFT = 1.5;
    private static final double CONTRAST = 0.15;
    private static final double NOISE = 0.015;

    private final RandomGenerator random;
    private final double angle;
    private final double scale;
    private final double right;
    private final double down;
    private final double contrast;
    private final boolean reflected;

    /**
     * Draws one.
     *
     * @param reflecting whether left and right may be exchanged, which a digit would not survive
     */
    Disguise(RandomGenerator random, boolean reflecting) {
        this.random = random;
        this.angle = random.nextDouble(-TURN, TURN);
        this.scale = 1 + random.nextDouble(-SCALE, SCALE);
        this.right = random.nextDouble(-SHIFT, SHIFT);
        this.down = random.nextDouble(-SHIFT, SHIFT);
        this.contrast = 1 + random.nextDouble(-CONTRAST, CONTRAST);
        this.reflected = reflecting && random.nextBoolean();
    }

    /**
     * Writes the changed image.
     *
     * @param image pixels from 0 to 1, (channels, size, size)
     * @param out   bytes, from {@code at} on
     */
    void apply(float[] image, int channels, int size, byte[] out, int at) {
        double middle = (size - 1) / 2.0;
        double mean = 0;
        for (float pixel : image) {
            mean += pixel / image.length;
        }
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    // Where this pixel comes from: backwards through shift, scale and rotation.
                    double u = (reflected ? middle - x : x - middle) - right;
                    double v = y - middle - down;
                    double fromX = (Math.cos(angle) * u + Math.sin(angle) * v) / scale + middle;
                    double fromY = (Math.cos(angle) * v - Math.sin(angle) * u) / scale + middle;
                    double pixel = between(image, c * size * size, size, fromX, fromY);
                    double changed = mean + contrast * (pixel - mean) + NOISE * random.nextGaussian();
                    out[at++] = (byte) Math.round(255 * Math.clamp(changed, 0, 1));
                }
            }
        }
    }

    /** Between the four pixels around a place; beyond the edge is as at the edge. */
    private static double between(float[] image, int at, int size, double x, double y) {
        double insideX = Math.clamp(x, 0, size - 1);
        double insideY = Math.clamp(y, 0, size - 1);
        int left = (int) insideX;
        int top = (int) insideY;
        int next = Math.min(left + 1, size - 1);
        int below = Math.min(top + 1, size - 1);
        double across = insideX - left;
        double down = insideY - top;
        double upper = (1 - across) * image[at + top * size + left] + across * image[at + top * size + next];
        double lower = (1 - across) * image[at + below * size + left] + across * image[at + below * size + next];
        return (1 - down) * upper + down * lower;
    }
}
