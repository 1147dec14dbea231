package tinytorch.nn.spatial.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;
import tinytorch.train.Glyphs;
import tinytorch.train.Png;

/** Pixels to draw on. What lies outside is not drawn. */
public final class Canvas {
    public static final int WHITE = 0xFFFFFF;
    public static final int BLACK = 0x222222;
    /** Height of a line of text with its gap. */
    public static final int LINE = 2 * (Glyphs.HEIGHT + 2);
    private static final int TEXT_SCALE = 2;

    private final int width;
    private final int height;
    private final int[] rgb;

    /** A white one of so many pixels. */
    public Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.rgb = new int[width * height];
        Arrays.fill(rgb, WHITE);
    }

    /** Writes it as a PNG file. */
    public void write(Path file) throws IOException {
        Png.write(file, width, height, rgb);
    }

    /** Colours a pixel. */
    public void set(int x, int y, int colour) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            rgb[y * width + x] = colour;
        }
    }

    /** Colours {@code wide} times {@code high} pixels. */
    public void rectangle(int left, int top, int wide, int high, int colour) {
        for (int y = top; y < top + high; y++) {
            for (int x = left; x < left + wide; x++) {
                set(x, y, colour);
            }
        }
    }

    /**
     * An image (1, H, W), grey, or (3, H, W), in colour, every pixel as a square.
     *
     * @param low  this number becomes black
     * @param high this one white
     */
    void image(Tensor image, int left, int top, int scale, float low, float high) {
        if (image.rank() != 3 || image.dim(0) != 1 && image.dim(0) != 3) {
            throw new ShapeException("Canvas.image: needs (1, H, W) or (3, H, W), got " + image.shape() + ".");
        }
        for (int y = 0; y < image.dim(1); y++) {
            for (int x = 0; x < image.dim(2); x++) {
                int colour = 0;
                for (int c = 0; c < 3; c++) {
                    colour = colour << 8 | level(image.get(Math.min(c, image.dim(0) - 1), y, x), low, high);
                }
                rectangle(left + x * scale, top + y * scale, scale, scale, colour);
            }
        }
    }

    /** From 0 to 255. */
    private static int level(float value, float low, float high) {
        return high > low ? Math.clamp(Math.round(255 * (value - low) / (high - low)), 0, 255) : 127;
    }

    /** A line of text from its upper left corner on. */
    public void text(String text, int left, int top, int colour) {
        for (int i = 0; i < text.length(); i++) {
            int at = left + textWidth(i);
            for (int y = 0; y < Glyphs.HEIGHT * TEXT_SCALE; y++) {
                for (int x = 0; x < Glyphs.WIDTH * TEXT_SCALE; x++) {
                    if (Glyphs.pixel(text.charAt(i), x / TEXT_SCALE, y / TEXT_SCALE)) {
                        set(at + x, top + y, colour);
                    }
                }
            }
        }
    }

    /** How wide a text of so many characters is. */
    public static int textWidth(int characters) {
        return characters * (Glyphs.WIDTH + 1) * TEXT_SCALE;
    }
}
