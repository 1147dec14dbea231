package tinytorch.workbench.report;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Pictures as PNG files, without the JDK's desktop classes: they need fonts and native libraries that a server may not have.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">The format</a>
 */
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Png() {
    }

    /** Writes a picture: see {@link #encode}. */
    public static void write(Path file, int width, int height, int[] rgb) throws IOException {
        Files.write(file, encode(width, height, rgb));
    }

    /**
     * The bytes of a PNG file.
     *
     * @param rgb the pixels row by row from the top, each {@code red << 16 | green << 8 | blue}
     */
    public static byte[] encode(int width, int height, int[] rgb) {
        if (width < 1 || height < 1 || rgb.length != width * height) {
            throw new IllegalArgumentException("Png: " + rgb.length + " pixels do not fill a picture of " + width + " x " + height + ".");
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(file)) {
            out.write(SIGNATURE);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream numbers = new DataOutputStream(header);
            numbers.writeInt(width);
            numbers.writeInt(height);
            numbers.write(new byte[] {8, 2, 0, 0, 0});   // 8 bits a colour, red-green-blue, and the only compression, filter set and no interlacing
            chunk(out, "IHDR", header.toByteArray());
            chunk(out, "IDAT", compressed(width, height, rgb));
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new IllegalStateException("Png: writing to memory failed", e);
        }
        return file.toByteArray();
    }

    /** Every row starts with the number of its filter: 0, none. */
    private static byte[] compressed(int width, int height, int[] rgb) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            byte[] row = new byte[1 + 3 * width];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int pixel = rgb[y * width + x];
                    row[1 + 3 * x] = (byte) (pixel >> 16);
                    row[2 + 3 * x] = (byte) (pixel >> 8);
                    row[3 + 3 * x] = (byte) pixel;
                }
                out.write(row);
            }
        }
        return bytes.toByteArray();
    }

    /** A chunk: length, name, content, checksum of name and content. */
    private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(name.getBytes(US_ASCII));
        checksum.update(content);
        out.writeInt(content.length);
        out.write(name.getBytes(US_ASCII));
        out.write(content);
        out.writeInt((int) checksum.getValue());
    }
}
