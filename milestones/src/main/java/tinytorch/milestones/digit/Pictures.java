package tinytorch.milestones.digit;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads a user's picture of a digit (PNG, JPEG, GIF or BMP; any size; dark on light, light on dark, or transparent) as ink on paper.
 *
 * <p>The paper is what the picture's border mostly shows; ink is how much a pixel differs from it in brightness.
 */
public final class Pictures {
    /** A picture with more pixels is read with gaps: the digit becomes 20 x 20 anyway. */
    private static final long MANY_PIXELS = 1 << 22;

    private Pictures() {
    }

    /**
     * Reads a picture.
     *
     * @throws IOException if there is no such file or it is no picture that can be read; the message is one sentence for the user
     */
    public static Ink read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException((Files.exists(file) ? "not a file: " : "there is no file ") + file + ".");
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = in == null ? Collections.emptyIterator() : ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException(file + " is not a PNG, JPEG, GIF or BMP picture.");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                return ink(read(reader));
            } catch (IIOException | RuntimeException e) { // damaged files make the readers throw exceptions of every kind
                throw new IOException(file + " can't be read as a picture (" + e.getMessage() + ").", e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage read(ImageReader reader) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        ImageReadParam param = reader.getDefaultReadParam();
        int step = (int) Math.ceil(Math.sqrt((double) pixels / MANY_PIXELS));
        if (step > 1) {
            param.setSourceSubsampling(step, step, 0, 0);
        }
        return reader.read(0, param);
    }

    /** Ink on paper. Package-private for tests. */
    static Ink ink(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        float[] light = new float[width * height];
        float[] alpha = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int argb = image.getRGB(x, y);
                // Rec. 601: how bright the eye finds red, green and blue
                light[y * width + x] = (0.299f * (argb >> 16 & 0xFF) + 0.587f * (argb >> 8 & 0xFF) + 0.114f * (argb & 0xFF)) / 255;
                alpha[y * width + x] = (argb >>> 24) / 255f;
            }
        }
        float paper = paper(width, height, light, alpha);
        float[] ink = new float[light.length];
        for (int i = 0; i < ink.length; i++) {
            ink[i] = alpha[i] * Math.abs(light[i] - paper);
        }
        return new Ink(width, height, ink);
    }

    /** The brightness of the background: the median of the border's opaque pixels, or, where the border is mostly transparent, the opposite of the ink. */
    private static float paper(int width, int height, float[] light, float[] alpha) {
        float[] border = new float[2 * (width + height)];
        int opaque = 0;
        int all = 0;
        for (int y = 0; y < height; y++) {
            int step = y == 0 || y == height - 1 ? 1 : Math.max(width - 1, 1);
            for (int x = 0; x < width; x += step, all++) {
                if (alpha[y * width + x] >= 0.5f) {
                    border[opaque++] = light[y * width + x];
                }
            }
        }
        if (2 * opaque >= all) {
            Arrays.sort(border, 0, opaque);
            return border[opaque / 2];
        }
        double weight = 0;
        double sum = 0;
        for (int i = 0; i < light.length; i++) {
            weight += alpha[i];
            sum += alpha[i] * light[i];
        }
        return weight > 0 && sum / weight > 0.5 ? 0 : 1;
    }
}
