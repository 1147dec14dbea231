package tinytorch.workbench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Pixels to draw on. What lies outside is not drawn. */
public final class Canvas {
    public static final int WHITE = 0xFFFFFF;
    public static final int BLACK = 0x222222;
    public static final int GREY = 0xBBBBBB;
    /** Height of a line of text with its gap. */
    public static final int LINE = 2 * (Glyphs.HEIGHT + 2);
    private static final int TEXT_SCALE = 2;
    private static final int[] COLOURS = {0x1F77B4, 0xD62728, 0x2CA02C, 0x9467BD, 0xFF7F0E, 0x8C564B, 0x17BECF, 0x7F7F7F};

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

    /** The colour of the {@code i}-th curve of a picture; after some they come again. */
    public static int colour(int i) {
        return COLOURS[i % COLOURS.length];
    }

    /** Writes it as a PNG file. */
    public void write(Path file) throws IOException {
        Png.write(file, width, height, rgb);
    }

    /** All pixels, row by row from the top. */
    public int[] pixels() {
        return rgb.clone();
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

    /** A straight line of squares with this many pixels a side, its two ends included. */
    public void line(int x0, int y0, int x1, int y1, int thick, int colour) {
        int steps = Math.max(1, Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)));   // as many squares as the longer side has pixels
        for (int i = 0; i <= steps; i++) {
            int x = x0 + Math.round((float) (x1 - x0) * i / steps);
            int y = y0 + Math.round((float) (y1 - y0) * i / steps);
            rectangle(x - thick / 2, y - thick / 2, thick, thick, colour);
        }
    }

    /** A line of text from its upper left corner on. */
    public void text(String text, int left, int top, int colour) {
        text(text, left, top, TEXT_SCALE, colour);
    }

    /** A line of text, every pixel of its letters as a square of {@code scale} pixels a side. */
    public void text(String text, int left, int top, int scale, int colour) {
        for (int i = 0; i < text.length(); i++) {
            int at = left + textWidth(i, scale);
            for (int y = 0; y < Glyphs.HEIGHT; y++) {
                for (int x = 0; x < Glyphs.WIDTH; x++) {
                    if (Glyphs.pixel(text.charAt(i), x, y)) {
                        rectangle(at + x * scale, top + y * scale, scale, scale, colour);
                    }
                }
            }
        }
    }

    /** How wide a text of so many characters is. */
    public static int textWidth(int characters) {
        return textWidth(characters, TEXT_SCALE);
    }

    /** How wide a text of so many characters is with letters of this scale. */
    public static int textWidth(int characters, int scale) {
        return characters * (Glyphs.WIDTH + 1) * scale;
    }
}
