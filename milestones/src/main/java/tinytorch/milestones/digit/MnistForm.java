package tinytorch.milestones.digit;

/**
 * Brings any picture of one digit into the form of MNIST's pictures. A network that has only seen such pictures fails on others, however clear they are.
 *
 * <p>The steps are those that made MNIST (yann.lecun.com/exdb/mnist): cut out the digit, scale it to fit a box of 20 x 20 keeping its aspect ratio, and place
 * it on 28 x 28 so that its centre of mass is in the middle. Before, faint shades of the paper are removed; after, strokes much thinner than MNIST's are
 * made thicker.
 */
public final class MnistForm {
    private static final int BOX = 20;
    /** Ink below this share of the darkest is paper, above that share it is full. */
    private static final float PAPER = 0.15f;
    private static final float FULL = 0.75f;
    /** Below this contrast there is nothing to see on the picture. */
    private static final float FAINTEST = 0.08f;
    /** MNIST's strokes are about 2 to 3 pixels wide. */
    private static final double THIN = 1.3;

    private MnistForm() {
    }

    /** Whether there is ink enough to speak of a digit. */
    public static boolean isBlank(Ink picture) {
        return picture.max() < FAINTEST;
    }

    /**
     * The digit in MNIST's form, 28 x 28.
     *
     * @throws IllegalArgumentException if the picture {@link #isBlank}
     */
    public static Ink of(Ink picture) {
        if (isBlank(picture)) {
            throw new IllegalArgumentException("The picture is blank: no pixel differs enough from the background.");
        }
        Ink box = scale(crop(stretch(picture, PAPER * picture.max(), FULL * picture.max())));
        box = stretch(box, 0, box.max());
        if (strokeWidth(box) < THIN) {
            box = thicken(box);
        }
        return centre(box);
    }

    /** Ink from {@code low} to {@code high} becomes 0 to 1. */
    private static Ink stretch(Ink picture, float low, float high) {
        float[] out = new float[picture.values().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.clamp((picture.values()[i] - low) / (high - low), 0f, 1f);
        }
        return new Ink(picture.width(), picture.height(), out);
    }

    /** The smallest rectangle with all the ink that is at least half full; fainter ink at the edges of strokes does not count. */
    private static Ink crop(Ink picture) {
        int left = picture.width();
        int right = -1;
        int top = picture.height();
        int bottom = -1;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                if (picture.at(x, y) >= 0.5f) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        int width = right - left + 1;
        int height = bottom - top + 1;
        float[] out = new float[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.values(), (top + y) * picture.width() + left, out, y * width, width);
        }
        return new Ink(width, height, out);
    }

    /** Scaled so that the longer side has {@value #BOX} pixels; each new pixel is the mean of the area it covers. */
    private static Ink scale(Ink picture) {
        double factor = (double) Math.max(picture.width(), picture.height()) / BOX;
        int width = Math.clamp(Math.round(picture.width() / factor), 1, BOX);
        int height = Math.clamp(Math.round(picture.height() / factor), 1, BOX);
        double stepX = (double) picture.width() / width;
        double stepY = (double) picture.height() / height;
        float[] out = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[y * width + x] = (float) (mass(picture, x * stepX, (x + 1) * stepX, y * stepY, (y + 1) * stepY) / (stepX * stepY));
            }
        }
        return new Ink(width, height, out);
    }

    /** The ink in a rectangle; pixels that it covers in part count in part. */
    private static double mass(Ink picture, double left, double right, double top, double bottom) {
        double sum = 0;
        for (int y = (int) top; y < Math.min(bottom, picture.height()); y++) {
            double high = Math.min(bottom, y + 1) - Math.max(top, y);
            for (int x = (int) left; x < Math.min(right, picture.width()); x++) {
                sum += high * (Math.min(right, x + 1) - Math.max(left, x)) * picture.at(x, y);
            }
        }
        return sum;
    }

    /** The mean width of strokes: twice their area over the length of their outline, which is the sum of all changes from pixel to pixel. */
    static double strokeWidth(Ink picture) {
        double outline = 0;
        for (int y = -1; y < picture.height(); y++) {
            for (int x = -1; x < picture.width(); x++) {
                float here = padded(picture, x, y);
                outline += Math.hypot(padded(picture, x + 1, y) - here, padded(picture, x, y + 1) - here);
            }
        }
        return 2 * picture.sum() / outline;
    }

    /** Every stroke one pixel wider: a pixel takes a good part of its darkest neighbour's ink. */
    private static Ink thicken(Ink picture) {
        float[] out = picture.values().clone();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                float beside = Math.max(Math.max(padded(picture, x - 1, y), padded(picture, x + 1, y)), Math.max(padded(picture, x, y - 1), padded(picture, x, y + 1)));
                out[y * picture.width() + x] = Math.max(out[y * picture.width() + x], 0.75f * beside);
            }
        }
        return new Ink(picture.width(), picture.height(), out);
    }

    private static float padded(Ink picture, int x, int y) {
        return x < 0 || y < 0 || x >= picture.width() || y >= picture.height() ? 0 : picture.at(x, y);
    }

    /** On 28 x 28, the centre of mass in the middle, or as near to it as the digit fits. */
    private static Ink centre(Ink box) {
        double sumX = 0;
        double sumY = 0;
        for (int y = 0; y < box.height(); y++) {
            for (int x = 0; x < box.width(); x++) {
                sumX += (x + 0.5) * box.at(x, y);
                sumY += (y + 0.5) * box.at(x, y);
            }
        }
        float mass = box.sum();
        int left = Math.clamp(Math.round(Ink.SIDE / 2.0 - sumX / mass), 0, Ink.SIDE - box.width());
        int top = Math.clamp(Math.round(Ink.SIDE / 2.0 - sumY / mass), 0, Ink.SIDE - box.height());
        Ink digit = Ink.blank();
        for (int y = 0; y < box.height(); y++) {
            System.arraycopy(box.values(), y * box.width(), digit.values(), (top + y) * Ink.SIDE + left, box.width());
        }
        return digit;
    }
}
