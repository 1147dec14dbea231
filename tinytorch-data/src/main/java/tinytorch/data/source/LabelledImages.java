package tinytorch.data.source;

/**
 * Grey images of {@value #SIDE} x {@value #SIDE} pixels, each with the digit that it shows.
 *
 * @param pixels one byte a pixel, 0 (paper) to 255 (ink), image after image, row after row; {@code pixels[i * 784 + y * 28 + x] & 0xFF}
 * @param labels 0 to 9, one an image
 */
public record LabelledImages(byte[] pixels, byte[] labels) {
    /** Pixels along one side of an image. */
    public static final int SIDE = 28;
    /** Pixels of an image. */
    public static final int PIXELS = SIDE * SIDE;

    public LabelledImages {
        if (pixels.length != labels.length * PIXELS) {
            throw new IllegalArgumentException("LabelledImages: %d labels need %d pixels, got %d.".formatted(labels.length, labels.length * PIXELS, pixels.length));
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] > 9) {
                throw new IllegalArgumentException("LabelledImages: label " + i + " is " + (labels[i] & 0xFF) + ", not a digit from 0 to 9.");
            }
        }
    }

    /** How many images there are. */
    public int count() {
        return labels.length;
    }

    /** The digit that an image shows. */
    public int label(int image) {
        return labels[image];
    }

    /** Writes {@code count} images from {@code first} on into {@code out}, from 0 (paper) to 1 (ink), one after the other from index 0. */
    public void copyTo(float[] out, int first, int count) {
        int from = first * PIXELS;
        for (int i = 0; i < count * PIXELS; i++) {
            out[i] = (pixels[from + i] & 0xFF) / 255f;
        }
    }

    /** One image, {@value #PIXELS} values from 0 (paper) to 1 (ink). */
    public float[] image(int index) {
        float[] image = new float[PIXELS];
        copyTo(image, index, 1);
        return image;
    }
}
